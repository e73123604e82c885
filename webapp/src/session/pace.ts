/** The pace of an exercise by the clock: which phase, how far, which breath. No camera is needed. */

import type { Phase } from "../wire/rest.ts";

export interface PaceNow {
  readonly phase: Phase;
  /** 0 at the start pose, 1 at the end range. */
  readonly share: number;
  /** Seconds left of this phase. */
  readonly leftS: number;
  /** Full cycles done. */
  readonly cycles: number;
}

function lengthOf(phase: Phase): number {
  const [from = 2, to = from] = phase.seconds;
  return Math.max(0.2, (from + to) / 2);
}

export function cycleS(phases: readonly Phase[]): number {
  return phases.reduce((sum, phase) => sum + lengthOf(phase), 0);
}

/** Where the pace is `timeS` after its start; null for an exercise without phases. */
export function paceAt(phases: readonly Phase[], timeS: number): PaceNow | null {
  const whole = cycleS(phases);
  if (!phases.length || timeS < 0) return null;
  const cycles = Math.floor(timeS / whole);
  let within = timeS - cycles * whole;
  for (const [index, phase] of phases.entries()) {
    const length = lengthOf(phase);
    if (within < length || index === phases.length - 1) {
      const done = Math.min(1, within / length);
      return { phase, share: shareOf(index, phases.length, done), leftS: length - within, cycles };
    }
    within -= length;
  }
  return null;
}

/** The first phase goes out, the last comes back, what lies between is held. */
function shareOf(index: number, n: number, done: number): number {
  if (index === n - 1 && n > 1) return 1 - done;
  return index === 0 ? done : 1;
}
