/**
 * Which frames go out: at most `max_hz`, at most `in_flight` unacknowledged; others are dropped.
 * And whether they bring a silhouette, which the server says with each acknowledgement.
 */

import type { Acknowledgement, FrameLimits } from "../wire/messages.ts";

// A frame may come this much early, so that a steady camera just at the limit loses none.
const EARLY = 0.8;

export class FrameGate {
  #limits: FrameLimits;
  #sequence = 0;
  #acknowledged = 0;
  #lastMs = -Infinity;
  #wantsSilhouette: boolean;

  constructor(limits: FrameLimits) {
    this.#limits = limits;
    this.#wantsSilhouette = limits.silhouette;
  }

  get inFlight(): number {
    return this.#sequence - this.#acknowledged;
  }

  get wantsSilhouette(): boolean {
    return this.#wantsSilhouette;
  }

  /** Whether a frame would go out now. */
  isOpen(nowMs: number): boolean {
    const isEarly = nowMs - this.#lastMs < (EARLY * 1000) / this.#limits.max_hz;
    return !isEarly && this.inFlight < this.#limits.in_flight;
  }

  /** Sequence number for the frame that goes out now. */
  take(nowMs: number): number {
    this.#lastMs = nowMs;
    this.#sequence += 1;
    return this.#sequence;
  }

  acknowledge({ sequence, silhouette }: Acknowledgement): void {
    this.#wantsSilhouette = silhouette;
    this.#acknowledged = Math.min(Math.max(this.#acknowledged, sequence), this.#sequence);
  }
}
