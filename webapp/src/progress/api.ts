/** The REST API of progress: series for charts, already condensed and explained. */

import { type Checked, flag, list, nullable, number, oneOf, shape, text } from "../wire/check.ts";
import { get } from "../wire/rest.ts";
import { decisions } from "../programme/api.ts";

const change = oneOf("better", "worse", "within_noise");
export type ChangeKind = Checked<typeof change>;
const point = shape({
  day: text,
  value: number,
  lowest: number,
  highest: number,
  error: number,
  n: number,
  is_baseline: flag,
  kind: change,
});
const step = oneOf("day", "week", "month");
export type Step = Checked<typeof step>;
const test = shape({
  exercise: text,
  title: text,
  label: text,
  side: text,
  unit: text,
  step,
  points: list(point),
  start: nullable(number),
  now: nullable(number),
  noise: shape({ real_change: number, is_own: flag }),
  change: nullable(shape({ kind: change, difference: number })),
  best: nullable(shape({ value: number, day: text })),
  says: text,
});
export type Test = Checked<typeof test>;

const kept = shape({ day: text, reps: number, minutes: number });
const month = shape({ month: text, days: number, minutes: number, reps: number });
const habit = shape({
  goal: number,
  this_week: number,
  weeks_with_goal: number,
  weeks_active: number,
  weeks_going: number,
  n_days: number,
  first_day: nullable(text),
  days: list(kept),
  months: list(month),
});
export type Habit = Checked<typeof habit>;

const work = shape({
  day: text,
  days: number,
  sets: number,
  reps: number,
  clean: nullable(number),
  score: nullable(number),
  volume_kg: number,
  band: nullable(number),
  mass_kg: nullable(number),
  best_set: number,
  minutes: number,
});
export type Work = Checked<typeof work>;
const exercise = shape({ exercise: text, title: text, step, weeks: list(work) });
export type ExerciseWork = Checked<typeof exercise>;

const painWeek = shape({
  day: text,
  mean: nullable(number),
  highest: nullable(number),
  days: number,
});
export type PainWeek = Checked<typeof painWeek>;
const best = shape({
  exercise: text,
  title: text,
  label: text,
  value: number,
  unit: text,
  day: text,
});
const balance = shape({
  exercise: text,
  title: text,
  label: text,
  unit: text,
  left: number,
  right: number,
  share: number,
  is_notable: flag,
  says: text,
});
export type Balance = Checked<typeof balance>;

const progress = shape({
  today: text,
  headline: text,
  habit,
  tests: list(test),
  standing: list(test),
  exercises: list(exercise),
  pain: shape({ step, weeks: list(painWeek) }),
  bests: list(best),
  balances: list(balance),
  muscles: list(shape({ muscle: text, reps: number, strength: number })),
  muscle_map: text,
  decisions,
});
export type Progress = Checked<typeof progress>;

export const fetchProgress = (since: string | null): Promise<Progress> =>
  get(since === null ? "/api/progress" : `/api/progress?since=${since}`, progress);
