/** A prescription in words, such as "2 × 8, hold 2 s, band 2". */

import type { Step } from "../wire/messages.ts";
import type { Numbers } from "../strings/language.ts";
import type { Strings } from "../strings/en.ts";

/** A step in one line: its set, amount and load. */
export function stepLine(step: Step, t: Strings, numbers: Numbers): string {
  const set = step.sets > 1 ? t.step.set(step.set, step.sets) : "";
  const amount = amountOf({ ...step, sets: 1 }, t, numbers);
  return [set, amount, loadOf(step, t, numbers)].filter(Boolean).join(" · ");
}

interface Amount {
  readonly sets: number;
  readonly reps: number | null;
  readonly hold_s: number;
}

export function amountOf({ sets, reps, hold_s }: Amount, t: Strings, numbers: Numbers): string {
  const parts = [];
  if (reps !== null) parts.push(sets > 1 ? `${sets} × ${reps}` : t.step.reps(reps));
  if (hold_s > 0) parts.push(t.step.hold(numbers.seconds(hold_s)));
  return parts.join(" · ");
}

function loadOf({ load }: Step, t: Strings, numbers: Numbers): string | null {
  if (load?.mass_kg) return t.step.kilograms(numbers.plain(load.mass_kg, 1));
  return load?.band_step ? t.step.band(load.band_step) : null;
}
