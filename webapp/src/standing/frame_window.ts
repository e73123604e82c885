/** The last seconds of pose frames, as the server reads them: each frame after its length. */

import { type PoseFrame, encodeFrame } from "../wire/frame.ts";

/** The server needs a hold of 2.5 s; the rest is for finding the person. */
export const WINDOW_S = 3.5;
/** Enough to see stillness, and half of what the server takes. */
export const FRAMES_HZ = 8;

interface Kept {
  readonly timeS: number;
  readonly bytes: ArrayBuffer;
}

export class FrameWindow {
  #frames: Kept[] = [];
  #sequence = 0;

  /** Whether a frame at this time would be one too many. */
  isTooSoon(timeS: number): boolean {
    const since = timeS - (this.#frames.at(-1)?.timeS ?? -Infinity);
    return since >= 0 && since < 1 / FRAMES_HZ;
  }

  /** Adds a frame that is not too soon, and forgets the ones that are too old. */
  push(frame: PoseFrame): void {
    if (this.isTooSoon(frame.timeS)) return;
    // A clock that went back, as after the machine slept.
    if (frame.timeS < (this.#frames.at(-1)?.timeS ?? -Infinity)) this.#frames = [];
    this.#frames.push({ timeS: frame.timeS, bytes: encodeFrame(frame, this.#sequence++) });
    this.#frames = this.#since(WINDOW_S);
  }

  clear(): void {
    this.#frames = [];
  }

  /** The frames of the last `seconds` as the body of a request; null without any. */
  body(seconds: number = WINDOW_S): Uint8Array<ArrayBuffer> | null {
    const frames = this.#since(seconds);
    if (!frames.length) return null;
    const body = new Uint8Array(frames.reduce((sum, { bytes }) => sum + 4 + bytes.byteLength, 0));
    const view = new DataView(body.buffer);
    let place = 0;
    for (const { bytes } of frames) {
      view.setUint32(place, bytes.byteLength, true);
      body.set(new Uint8Array(bytes), place + 4);
      place += 4 + bytes.byteLength;
    }
    return body;
  }

  #since(seconds: number): Kept[] {
    const last = this.#frames.at(-1)?.timeS ?? 0;
    return this.#frames.filter(({ timeS }) => last - timeS <= seconds);
  }
}
