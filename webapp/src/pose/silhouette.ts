/** The part of a segmentation mask that shows the person, small enough to send. */

import { LONGEST_MASK_PX, type Silhouette } from "../wire/frame.ts";

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

// The soft edge of the mask belongs to the crop: the server interpolates the 0.5 crossing in it.
const SOFT = 0.05;
// Background around the person, as a share of the person's longer side.
const MARGIN = 0.06;

/** The crop around the person, each pixel the mean of the pixels it covers; null if nobody is seen. */
export function cropSilhouette(mask: Mask, longest = LONGEST_MASK_PX): Silhouette | null {
  const box = boxOf(mask);
  if (!box) return null;
  const step = Math.max(
    1,
    Math.ceil(Math.max(box.right - box.left, box.bottom - box.top) / longest),
  );
  const width = Math.floor((box.right - box.left) / step);
  const height = Math.floor((box.bottom - box.top) / step);
  if (width < 1 || height < 1) return null;
  return {
    rect: [
      box.left / mask.width,
      box.top / mask.height,
      (box.left + width * step) / mask.width,
      (box.top + height * step) / mask.height,
    ],
    width,
    height,
    mask: means(mask, box, step, width, height),
  };
}

function boxOf({ probability, width, height }: Mask): Box | null {
  let left = width;
  let top = height;
  let right = 0;
  let bottom = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((probability[y * width + x] ?? 0) < SOFT) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  }
  if (right <= left) return null;
  const margin = Math.ceil(MARGIN * Math.max(right - left, bottom - top));
  return {
    left: Math.max(0, left - margin),
    top: Math.max(0, top - margin),
    right: Math.min(width, right + margin),
    bottom: Math.min(height, bottom + margin),
  };
}

function means(mask: Mask, box: Box, step: number, width: number, height: number): Uint8Array {
  const out = new Uint8Array(width * height);
  const scale = 255 / (step * step);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let dy = 0; dy < step; dy++) {
        const row = (box.top + y * step + dy) * mask.width + box.left + x * step;
        for (let dx = 0; dx < step; dx++) sum += mask.probability[row + dx] ?? 0;
      }
      out[y * width + x] = Math.min(255, Math.max(0, sum * scale + 0.5));
    }
  }
  return out;
}
