/** The pictures of a playing video, one call for each that is shown. */

import type { FrameClock } from "./frame_clock.ts";

/** Longest side of what the pose model gets, as LONGEST_SIDE_PX on the Python side. */
export const LONGEST_SIDE_PX = 640;

export type VideoKind = "camera" | "clip";
export type OnPicture = (timeS: number) => void;

/** Calls back for each new picture until the returned function is called. */
export function followPictures(
  video: HTMLVideoElement,
  kind: VideoKind,
  clock: FrameClock,
  onPicture: OnPicture,
): () => void {
  if (!("requestVideoFrameCallback" in video)) return followByTimer(video, kind, clock, onPicture);
  let handle = 0;
  const next: VideoFrameRequestCallback = (nowMs, metadata) => {
    handle = video.requestVideoFrameCallback(next);
    onPicture(
      kind === "clip"
        ? clock.ofClip(metadata.mediaTime)
        : clock.ofCamera({ nowMs, captureMs: metadata.captureTime }),
    );
  };
  handle = video.requestVideoFrameCallback(next);
  return () => video.cancelVideoFrameCallback(handle);
}

/** For browsers without `requestVideoFrameCallback` (Firefox before 132). */
function followByTimer(
  video: HTMLVideoElement,
  kind: VideoKind,
  clock: FrameClock,
  onPicture: OnPicture,
): () => void {
  let last = -1;
  const timer = setInterval(() => {
    if (video.paused || video.readyState < 2 || video.currentTime === last) return;
    last = video.currentTime;
    const nowMs = performance.now();
    onPicture(
      kind === "clip" ? clock.ofClip(last) : clock.ofCamera({ nowMs, captureMs: undefined }),
    );
  }, 30);
  return () => clearInterval(timer);
}

/** Size of the picture for the model: never enlarged, the longer side at most `LONGEST_SIDE_PX`. */
export function modelSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_SIDE_PX / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** The picture shown now, as it is (never mirrored), scaled for the model. */
export async function takePicture(video: HTMLVideoElement): Promise<ImageBitmap | null> {
  if (!video.videoWidth || video.readyState < 2) return null;
  const size = modelSize(video.videoWidth, video.videoHeight);
  const options = { resizeWidth: size.width, resizeHeight: size.height } as const;
  return createImageBitmap(video, { ...options, resizeQuality: "medium" }).catch(() => null);
}
