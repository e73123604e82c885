/** Video -> pose frames: the newest picture each time the model is free; nothing is queued. */

import type { PoseFrame } from "../wire/frame.ts";
import type { FrameClock } from "./frame_clock.ts";
import { type VideoKind, followPictures, takePicture } from "./pictures.ts";

/** What runs the model: `Estimator`, or a fake in tests. */
export interface PoseModel {
  readonly isBusy: boolean;
  estimate(bitmap: ImageBitmap, timeS: number, silhouette: boolean): Promise<PoseFrame | null>;
}

export interface Watching {
  readonly video: HTMLVideoElement;
  readonly kind: VideoKind;
  readonly clock: FrameClock;
  readonly model: PoseModel;
  /** Whether a pose is of use now; a picture is left out otherwise. */
  readonly isWanted: () => boolean;
  readonly wantsSilhouette: () => boolean;
  readonly onPose: (frame: PoseFrame) => void;
}

/** Watches until the returned function is called. */
export function watch(w: Watching): () => void {
  let isTaking = false;
  let isStopped = false;
  const look = async (timeS: number): Promise<void> => {
    isTaking = true;
    try {
      const bitmap = await takePicture(w.video);
      if (!bitmap) return;
      if (isStopped) return bitmap.close();
      const frame = await w.model.estimate(bitmap, timeS, w.wantsSilhouette());
      if (frame && !isStopped) w.onPose(frame);
    } finally {
      isTaking = false;
    }
  };
  const unfollow = followPictures(w.video, w.kind, w.clock, (timeS) => {
    if (!isTaking && !w.model.isBusy && w.isWanted()) void look(timeS);
  });
  return () => {
    isStopped = true;
    unfollow();
  };
}
