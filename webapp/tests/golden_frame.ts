/** A golden frame's JSON as the page's frame. */

import { list, nullable, number, shape } from "../src/wire/check.ts";
import type { PoseFrame } from "../src/wire/frame.ts";

const points = list(list(nullable(number)));
const golden = shape({
  sequence: number,
  time_s: number,
  image: points,
  world: points,
  visibility: list(number),
  size_px: list(number),
  silhouette: nullable(
    shape({ rect: list(number), width: number, height: number, mask: list(number) }),
  ),
});

function floats(rows: readonly (readonly (number | null)[])[]): Float32Array {
  return Float32Array.from(rows.flat(), (value) => value ?? NaN);
}

export function check(json: unknown): { frame: PoseFrame; sequence: number } {
  const { sequence, time_s, image, world, visibility, size_px, silhouette } = golden(json, "");
  const [width = 0, height = 0] = size_px;
  const frame: PoseFrame = {
    timeS: time_s,
    image: floats(image),
    world: floats(world),
    visibility: Float32Array.from(visibility),
    width,
    height,
    silhouette: silhouette && {
      rect: silhouette.rect as unknown as readonly [number, number, number, number],
      width: silhouette.width,
      height: silhouette.height,
      mask: Uint8Array.from(silhouette.mask),
    },
  };
  return { frame, sequence };
}
