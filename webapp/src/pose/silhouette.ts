/** The part of a segmentation mask that shows the back, small enough to send. */

import type { Silhouette } from "../wire/frame.ts";

/** Probability 0..1 of each pixel of the whole picture. */
export interface Mask {
  readonly probability: Float32Array;
  readonly width: number;
  readonly height: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Grid {
  readonly left: number;
  readonly top: number;
  readonly step: number;
  readonly width: number;
  readonly height: number;
}

// BlazePose's numbers: shoulder and hip of each side.
const TRUNK_LINES = [
  [11, 23],
  [12, 24],
] as const;
// The server follows rays from 0.10 to 1.05 of the line from shoulder to hip, at right angles to it,
// 0.60 of its length far (motion/silhouette.py). It smooths the landmarks, so there is room beyond.
const FIRST = -0.1;
const LAST = 1.25;
const REACH = 0.8;
// So that a pixel is hardly larger than two of the picture that the model sees.
const LONGEST_PX = 128;

/**
 * The crop around the trunk, each pixel the mean of the pixels it covers; null where no trunk is in
 * the picture. `image` holds x, y, z of each landmark, x and y as shares of the picture.
 */
export function cropSilhouette(mask: Mask, image: Float32Array): Silhouette | null {
  const box = trunkBox(mask, image);
  const longest = Math.max(box.right - box.left, box.bottom - box.top);
  const step = Math.max(1, Math.ceil(longest / LONGEST_PX));
  const [left, width] = pixels(box.left, box.right, step, mask.width);
  const [top, height] = pixels(box.top, box.bottom, step, mask.height);
  // Also where a landmark is not a number.
  if (!(width >= 1 && height >= 1)) return null;
  return {
    rect: [
      left / mask.width,
      top / mask.height,
      (left + width * step) / mask.width,
      (top + height * step) / mask.height,
    ],
    width,
    height,
    mask: means(mask, { left, top, step, width, height }),
  };
}

/** Where whole pixels of the crop begin, and how many cover a stretch; at the far edge they begin earlier. */
function pixels(from: number, to: number, step: number, size: number): [number, number] {
  const count = Math.ceil((to - from) / step);
  const start = Math.min(from, size - count * step);
  return start < 0 ? [0, Math.floor(size / step)] : [start, count];
}

function trunkBox({ width, height }: Mask, image: Float32Array): Box {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const [shoulder, hip] of TRUNK_LINES) {
    const x = (image[3 * shoulder] ?? NaN) * width;
    const y = (image[3 * shoulder + 1] ?? NaN) * height;
    const alongX = (image[3 * hip] ?? NaN) * width - x;
    const alongY = (image[3 * hip + 1] ?? NaN) * height - y;
    for (const along of [FIRST, LAST]) {
      for (const across of [-REACH, REACH]) {
        xs.push(x + along * alongX - across * alongY);
        ys.push(y + along * alongY + across * alongX);
      }
    }
  }
  return {
    left: Math.max(0, Math.floor(Math.min(...xs))),
    top: Math.max(0, Math.floor(Math.min(...ys))),
    right: Math.min(width, Math.ceil(Math.max(...xs))),
    bottom: Math.min(height, Math.ceil(Math.max(...ys))),
  };
}

function means(mask: Mask, { left, top, step, width, height }: Grid): Uint8Array {
  const out = new Uint8Array(width * height);
  const scale = 255 / (step * step);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let dy = 0; dy < step; dy++) {
        const row = (top + y * step + dy) * mask.width + left + x * step;
        for (let dx = 0; dx < step; dx++) sum += mask.probability[row + dx] ?? 0;
      }
      out[y * width + x] = Math.min(255, Math.max(0, sum * scale + 0.5));
    }
  }
  return out;
}
