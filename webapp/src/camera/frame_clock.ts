/** Times of the pictures: seconds, strictly advancing, whatever the source does. */

const SMALLEST_STEP_S = 0.001;
// A capture time further off than this is not on the page's clock.
const PLAUSIBLE_MS = 1000;

export interface PictureTimes {
  /** `performance.now()` when the picture was shown. */
  readonly nowMs: number;
  /** When the camera took it, where the browser says so. */
  readonly captureMs: number | undefined;
}

export class FrameClock {
  #lastS = -Infinity;
  #offsetS = 0;

  /** Time of a camera's picture, on the page's clock. */
  ofCamera({ nowMs, captureMs }: PictureTimes): number {
    const isPlausible = captureMs !== undefined && Math.abs(captureMs - nowMs) < PLAUSIBLE_MS;
    return this.#advance((isPlausible ? captureMs : nowMs) / 1000);
  }

  /** Time of a clip's picture; a clip that starts again goes on in time. */
  ofClip(mediaS: number): number {
    if (mediaS + this.#offsetS <= this.#lastS - 0.5) this.#offsetS = this.#lastS + 0.1 - mediaS;
    return this.#advance(mediaS + this.#offsetS);
  }

  #advance(timeS: number): number {
    this.#lastS = Math.max(timeS, this.#lastS + SMALLEST_STEP_S);
    return this.#lastS;
  }
}
