import { describe, expect, it } from "vitest";
import { type Mask, cropSilhouette } from "../src/pose/silhouette.ts";
import { modelSize } from "../src/camera/pictures.ts";
import { FrameClock } from "../src/camera/frame_clock.ts";

/** A picture in which a rectangle is the person. */
function maskOf(width: number, height: number, box: [number, number, number, number]): Mask {
  const probability = new Float32Array(width * height);
  for (let y = box[1]; y < box[3]; y++) probability.fill(1, y * width + box[0], y * width + box[2]);
  return { probability, width, height };
}

describe("the silhouette crop", () => {
  it("is nothing where nobody is seen", () => {
    expect(cropSilhouette(maskOf(20, 10, [0, 0, 0, 0]))).toBeNull();
  });

  it("keeps each pixel of a small person, with a margin", () => {
    const crop = cropSilhouette(maskOf(100, 80, [40, 20, 60, 70]));
    expect(crop).toMatchObject({ width: 26, height: 56, rect: [0.37, 17 / 80, 0.63, 73 / 80] });
    expect(crop?.mask.filter((value) => value === 255)).toHaveLength(20 * 50);
  });

  it("takes means for a large one, and its rectangle covers exactly what was taken", () => {
    const crop = cropSilhouette(maskOf(640, 480, [10, 0, 630, 480]));
    expect(Math.max(crop?.width ?? 999, crop?.height ?? 999)).toBeLessThanOrEqual(256);
    expect(crop?.rect).toEqual([0, 0, (3 * 213) / 640, 1]);
    const edge = crop?.mask.slice(0, 5);
    expect(Array.from(edge ?? [])).toEqual([0, 0, 0, 170, 255]);
  });
});

describe("pictures", () => {
  it("are scaled to the longest side that Python uses, never enlarged", () => {
    expect(modelSize(1280, 720)).toEqual({ width: 640, height: 360 });
    expect(modelSize(720, 1280)).toEqual({ width: 360, height: 640 });
    expect(modelSize(320, 240)).toEqual({ width: 320, height: 240 });
  });
});

describe("the frame clock", () => {
  it("always advances, and prefers the time of capture", () => {
    const clock = new FrameClock();
    expect(clock.ofCamera({ nowMs: 5000, captureMs: 4950 })).toBe(4.95);
    expect(clock.ofCamera({ nowMs: 5010, captureMs: 4940 })).toBeGreaterThan(4.95);
    expect(clock.ofCamera({ nowMs: 6000, captureMs: 999_999 })).toBe(6);
  });

  it("goes on when a clip starts again", () => {
    const clock = new FrameClock();
    const times = [0, 1, 2, 0, 1].map((media) => clock.ofClip(media));
    expect(times.map((time) => Math.round(time * 10) / 10)).toEqual([0, 1, 2, 2.1, 3.1]);
  });
});
