import { describe, expect, it } from "vitest";
import { check } from "./golden_frame.ts";
import { goldenBytes, goldenNames, goldenText } from "./golden.ts";
import { encodeFrame, nobody } from "../src/wire/frame.ts";

describe("the frame codec", () => {
  it.each(goldenNames("frame_", ".json"))("writes %s as the server reads it", (name) => {
    const { frame, sequence } = check(JSON.parse(goldenText(name)));
    const bytes = new Uint8Array(encodeFrame(frame, sequence));
    expect(bytes).toEqual(goldenBytes(name.replace(".json", ".bin")));
  });

  it("finds golden frames", () => {
    expect(goldenNames("frame_", ".json").length).toBeGreaterThanOrEqual(3);
  });

  it("refuses a mask whose size is not what it says", () => {
    const silhouette = {
      rect: [0, 0, 1, 1],
      width: 2,
      height: 2,
      mask: new Uint8Array(3),
    } as const;
    expect(() => encodeFrame({ ...nobody(1, 640, 480), silhouette }, 1)).toThrow(RangeError);
  });

  it("refuses a mask longer than the server takes", () => {
    const mask = new Uint8Array(257);
    const silhouette = { rect: [0, 0, 1, 1], width: 257, height: 1, mask } as const;
    expect(() => encodeFrame({ ...nobody(1, 640, 480), silhouette }, 1)).toThrow(RangeError);
  });
});
