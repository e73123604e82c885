/** The pace shown without a camera: runs while asked to, says when a cycle is done. */

import type { Phase } from "../wire/rest.ts";
import { type PaceNow, paceAt } from "./pace.ts";

const TICK_MS = 100;
const LEAD_S = 3;

export class PaceClock {
  now = $state.raw<PaceNow | null>(null);
  isRunning = $state(false);
  readonly #onCycle: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(onCycle: () => void) {
    this.#onCycle = onCycle;
  }

  start(phases: readonly Phase[]): void {
    this.stop();
    const startMs = performance.now() + 1000 * LEAD_S;
    this.isRunning = true;
    this.#timer = setInterval(() => {
      const before = this.now?.cycles ?? 0;
      this.now = paceAt(phases, (performance.now() - startMs) / 1000);
      if ((this.now?.cycles ?? 0) > before) this.#onCycle();
    }, TICK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.isRunning = false;
    this.now = null;
  }
}
