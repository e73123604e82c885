import { describe, expect, it } from "vitest";
import { type Mask, cropSilhouette } from "../src/pose/silhouette.ts";
import { modelSize } from "../src/camera/pictures.ts";
import { FrameClock } from "../src/camera/frame_clock.ts";
import type { Silhouette } from "../src/wire/frame.ts";

type Point = readonly [number, number];
type Line = readonly [Point, Point];

// What the server reads: src/upperback/motion/silhouette.py.
const RAYS = { first: 0.1, last: 1.05, reach: 0.6 };

/** A picture in which a rectangle is the person. */
function maskOf(width: number, height: number, box: [number, number, number, number]): Mask {
  const probability = new Float32Array(width * height);
  for (let y = box[1]; y < box[3]; y++) probability.fill(1, y * width + box[0], y * width + box[2]);
  return { probability, width, height };
}

/** A picture that grows lighter along x or y. */
function slope(width: number, height: number, along: "x" | "y"): Mask {
  const share = (i: number): number =>
    along === "x" ? (i % width) / width : Math.floor(i / width) / height;
  return {
    probability: Float32Array.from({ length: width * height }, (_, i) => share(i)),
    width,
    height,
  };
}

/** Landmarks of which only the trunk is seen, given in pixels; the right side lies `apart`. */
function trunk({ width, height }: Mask, shoulder: Point, hip: Point, apart: Point = [0, 0]) {
  const image = new Float32Array(99).fill(NaN);
  const put = (landmark: number, [x, y]: Point): void =>
    image.set([x / width, y / height, 0], 3 * landmark);
  const beside = ([x, y]: Point): Point => [x + apart[0], y + apart[1]];
  put(11, shoulder);
  put(23, hip);
  put(12, beside(shoulder));
  put(24, beside(hip));
  return image;
}

/** Where the server's rays from the line of one side begin and end. */
function reachedFrom([[x, y], [hipX, hipY]]: Line): Point[] {
  const [alongX, alongY] = [hipX - x, hipY - y];
  return [RAYS.first, RAYS.last].flatMap((a) =>
    [-RAYS.reach, 0, RAYS.reach].map((b): Point => [
      x + a * alongX - b * alongY,
      y + a * alongY + b * alongX,
    ]),
  );
}

const PICTURE: Mask = { probability: new Float32Array(640 * 480), width: 640, height: 480 };
const SHOULDERS: readonly Point[] = [
  [320, 240],
  [31.4, 55.5],
  [600, 100],
  [90, 470],
  [639, 479],
];

/** Trunks here and there, small and large, in all directions: the lines of both sides, the crop. */
function* trunksAllOver(): Generator<[Line[], Silhouette | null]> {
  for (const [x, y] of SHOULDERS) {
    for (const length of [9, 60, 133.3, 260, 411]) {
      for (let angle = 0.1; angle < 2 * Math.PI; angle += Math.PI / 12) {
        const hip: Point = [x + length * Math.cos(angle), y + length * Math.sin(angle)];
        const apart: Point = [0.12 * length, -0.07 * length];
        const beside: Line = [
          [x + apart[0], y + apart[1]],
          [hip[0] + apart[0], hip[1] + apart[1]],
        ];
        const crop = cropSilhouette(PICTURE, trunk(PICTURE, [x, y], hip, apart));
        yield [[[[x, y], hip], beside], crop];
      }
    }
  }
}

function inPixels({ rect }: Silhouette): [number, number, number, number] {
  const { width, height } = PICTURE;
  return [rect[0] * width, rect[1] * height, rect[2] * width, rect[3] * height];
}

describe("the silhouette crop", () => {
  it("keeps each pixel around an upright trunk, on both sides of it", () => {
    const mask = maskOf(256, 128, [95, 20, 110, 128]);
    const crop = cropSilhouette(mask, trunk(mask, [100, 60], [100, 100], [4, 0]));
    expect(crop).toMatchObject({ width: 68, height: 54 });
    expect(crop?.rect).toEqual([68 / 256, 56 / 128, 136 / 256, 110 / 128]);
    expect(crop?.mask.filter((value) => value === 255)).toHaveLength(15 * 54);
    expect(crop?.mask.filter((value) => value === 0)).toHaveLength((68 - 15) * 54);
    expect(crop?.mask.indexOf(255)).toBe(95 - 68);
  });

  it("lies across where the trunk lies", () => {
    const mask = maskOf(256, 128, [0, 40, 256, 60]);
    const crop = cropSilhouette(mask, trunk(mask, [60, 50], [100, 50]));
    expect(crop?.rect).toEqual([56 / 256, 18 / 128, 110 / 256, 82 / 128]);
    expect(crop).toMatchObject({ width: 54, height: 64 });
    expect(crop?.mask.filter((value) => value === 255)).toHaveLength(54 * 20);
  });

  it.each([11, 12, 23, 24])("is nothing where landmark %i is not seen", (landmark) => {
    const mask = maskOf(256, 128, [0, 0, 256, 128]);
    for (const of of [0, 1]) {
      const image = trunk(mask, [100, 60], [100, 100]);
      image[3 * landmark + of] = NaN;
      expect(cropSilhouette(mask, image)).toBeNull();
    }
  });

  it.each([
    ["left", [-200, 0]],
    ["right", [200, 0]],
    ["above", [0, -120]],
    ["below", [0, 80]],
    ["beyond a corner", [300, 300]],
  ] as const)("is nothing where the trunk is out of the picture: %s", (_, [right, down]) => {
    const mask = maskOf(256, 128, [0, 0, 256, 128]);
    const [x, y] = [100 + right, 60 + down];
    expect(cropSilhouette(mask, trunk(mask, [x, y], [x, y + 40]))).toBeNull();
  });

  it("ends at the edge of the picture", () => {
    const mask = maskOf(256, 128, [0, 0, 256, 128]);
    const corner = cropSilhouette(mask, trunk(mask, [10, 2], [10, 42]));
    expect(corner?.rect).toEqual([0, 0, 42 / 256, 52 / 128]);
    const other = cropSilhouette(mask, trunk(mask, [250, 90], [250, 130]));
    expect(other?.rect).toEqual([218 / 256, 86 / 128, 1, 1]);
    expect([corner, other].map((crop) => crop?.mask.every((value) => value === 255))).toEqual([
      true,
      true,
    ]);
  });

  it("takes means for a large one", () => {
    const mask = maskOf(512, 512, [97, 0, 512, 512]);
    const crop = cropSilhouette(mask, trunk(mask, [256, 128], [256, 328]));
    // 320 x 270 pixels, three by three, and one column more than was asked for.
    expect(crop).toMatchObject({ width: 107, height: 90 });
    expect(crop?.rect).toEqual([96 / 512, 108 / 512, (96 + 321) / 512, 378 / 512]);
    expect(Array.from(crop?.mask.slice(0, 3) ?? [])).toEqual([170, 255, 255]);
  });

  it.each(["x", "y"] as const)(
    "has a rectangle that covers exactly what was taken: %s",
    (along) => {
      const mask = slope(512, 512, along);
      const crop = cropSilhouette(mask, trunk(mask, [256, 128], [256, 328]));
      if (!crop) throw new Error("no crop");
      const { rect, width, height } = crop;
      const [from, to, n] = along === "x" ? [rect[0], rect[2], width] : [rect[1], rect[3], height];
      const step = along === "x" ? 1 : width;
      for (let i = 0; i < n; i++) {
        // A pixel is as light as the picture is at the pixel's left or upper edge.
        const middle = from + ((i + 0.5) / n) * (to - from) - 0.5 / 512;
        expect(Math.abs((crop.mask[i * step] ?? NaN) - 255 * middle)).toBeLessThanOrEqual(0.51);
      }
    },
  );

  it("is at most 128 pixels wide and high", () => {
    for (const [, crop] of trunksAllOver()) {
      expect(Math.max(crop?.width ?? 0, crop?.height ?? 0)).toBeLessThanOrEqual(128);
    }
  });

  it("holds all that the server's rays can reach", () => {
    let nReached = 0;
    const missed: string[] = [];
    for (const [lines, crop] of trunksAllOver()) {
      const [left, top, right, bottom] = crop ? inPixels(crop) : [0, 0, 0, 0];
      // Of a crop as wide or high as the picture, what is left over fills no pixel.
      const step = crop ? (right - left) / crop.width : 0;
      const lastX = left === 0 && PICTURE.width - right < step ? PICTURE.width : right;
      const lastY = top === 0 && PICTURE.height - bottom < step ? PICTURE.height : bottom;
      for (const [x, y] of lines.flatMap(reachedFrom)) {
        if (x < 0 || x > PICTURE.width || y < 0 || y > PICTURE.height) continue;
        nReached += 1;
        const isIn = left <= x && x <= lastX && top <= y && y <= lastY;
        if (!isIn) missed.push(`${x}, ${y} from ${String(lines[0])}`);
      }
    }
    expect(nReached).toBeGreaterThan(3000);
    expect(missed).toEqual([]);
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
