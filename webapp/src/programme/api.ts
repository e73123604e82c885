/** The REST API of the programme: who trains, the health questions, today, the week, pain. */

import {
  type Check,
  type Checked,
  flag,
  list,
  nullable,
  number,
  oneOf,
  shape,
  table,
  text,
  withDefault,
} from "../wire/check.ts";
import { get, post, send } from "../wire/rest.ts";

const texts = withDefault(list(text), []);
export const nothing: Check<null> = () => null;

const change = shape({
  exercise: text,
  title: text,
  does: oneOf("remove", "swap"),
  instead: text,
  why: text,
});
const screening = shape({
  ask_first: flag,
  agreed: flag,
  because: texts,
  advice: text,
  needs_latex_free_band: flag,
  unanswered: texts,
  screened_on: nullable(text),
  changes: list(change),
});
export type Screening = Checked<typeof screening>;

const person = shape({
  bands: list(text),
  dumbbells_kg: list(number),
  has_mat: flag,
  has_wall: flag,
  has_anchor: flag,
  level: text,
  days_per_week: number,
  weekdays: list(number),
  minutes: number,
  anchor: text,
  goals: list(text),
  answers: table(flag),
  screened_on: nullable(text),
  agreed: flag,
  keeps_tracks: flag,
  language: text,
});
export type Person = Checked<typeof person>;

const profile = shape({ is_saved: flag, profile: person, screening });
export type Profile = Checked<typeof profile>;

/** What may be changed; what is left out stays. `screened`: the answers were given just now. */
export type PersonChange = Partial<Omit<Person, "screened_on">> & { readonly screened?: boolean };

const question = shape({ key: text, text, asks_first: flag });
export type Question = Checked<typeof question>;
const redFlag = shape({ key: text, title: text, advice: text, signs: list(text) });
export type RedFlag = Checked<typeof redFlag>;
const questions = shape({
  notice: text,
  is_due: flag,
  answers: table(flag),
  questions: list(question),
  red_flags: list(redFlag),
});
export type Questions = Checked<typeof questions>;

const item = shape({
  exercise: text,
  title: text,
  side: text,
  sets: number,
  reps: number,
  hold_s: number,
  load_text: nullable(text),
  target_range_deg: nullable(number),
  reasons: texts,
  variant: text,
});
export type Item = Checked<typeof item>;
const leftOut = shape({ exercise: text, title: text, reason: text });
const alternative = shape({ kind: text, minutes: number, says: text });
const day = shape({
  day: text,
  kind: text,
  minutes: number,
  items: list(item),
  reasons: texts,
  left_out: list(leftOut),
  alternatives: list(alternative),
  is_kept: flag,
  anchor: text,
});
export type Day = Checked<typeof day>;

const decision = shape({ at: text, exercise: text, title: text, rule: text, reason: text });
export type Decision = Checked<typeof decision>;
export const decisions = list(decision);

const test = shape({
  exercise: text,
  title: text,
  label: text,
  side: text,
  reps: nullable(number),
});
const baseline = shape({
  stage: text,
  due_on: text,
  is_due: flag,
  says: text,
  tests: list(test),
});
export type Baseline = Checked<typeof baseline>;

const calendar = shape({ is_chosen: flag, weekdays: list(number), time: text, zone: text });
export type Calendar = Checked<typeof calendar>;

const week = shape({ monday: text, goal: number, kept: list(text), days: list(day) });
const plan = shape({
  today: text,
  week,
  anchor: text,
  minutes: number,
  calendar,
  baseline,
  decisions,
});
export type Plan = Checked<typeof plan>;

const lock = shape({ reason: text, see_someone: flag });
const painAnswer = shape({
  light: oneOf("green", "amber", "red"),
  advice: text,
  lock: nullable(lock),
});
export type PainAnswer = Checked<typeof painAnswer>;
const morning = shape({ question: text, session_id: text, trained_on: text });
export type Morning = Checked<typeof morning>;

/** What the person says of today; the server plans by it. */
export interface Wishes {
  readonly minutes: number | null;
  readonly equipment: readonly string[] | null;
  readonly sore: readonly string[];
}

export const NO_WISHES: Wishes = { minutes: null, equipment: null, sore: [] };

interface Pain {
  readonly moment: "before" | "next_morning";
  readonly value: number;
  readonly session_id?: string;
  readonly worse?: boolean;
  readonly is_alarming?: boolean;
}

export const programme = {
  profile: () => get("/api/profile", profile),
  save: (change: PersonChange) => send("PUT", "/api/profile", change, profile),
  questions: () => get("/api/screening", questions),
  screen: (answers: Readonly<Record<string, boolean>>, agreed: boolean) =>
    post("/api/screening", { answers, agreed }, screening),
  today: (wishes: Wishes) => get(`/api/today${queryOf(wishes)}`, day),
  plan: () => get("/api/plan", plan),
  baseline: () => get("/api/baseline", baseline),
  saveCalendar: (weekdays: readonly number[], time: string) =>
    send("PUT", "/api/calendar", { weekdays, time }, calendar),
  pain: (pain: Pain) => post("/api/pain", pain, painAnswer),
  morning: () => get("/api/pain/due", nullable(morning)),
  sore: () => post("/api/sore", {}, nothing),
} as const;

function queryOf({ minutes, equipment, sore }: Wishes): string {
  const query = new URLSearchParams();
  if (minutes !== null) query.set("minutes", String(minutes));
  if (equipment !== null) query.set("equipment", equipment.join(","));
  if (sore.length) query.set("sore", sore.join(","));
  return query.size ? `?${query}` : "";
}
