/** One pose frame as the server reads it: the binary message of docs/live-protocol.md. */

export const LANDMARKS = 33;
export const LONGEST_MASK_PX = 256;
const VERSION = 1;
const HAS_SILHOUETTE = 1;
const IMAGE_AT = 16;
const WORLD_AT = 412;
const VISIBILITY_AT = 808;
const SIZE_AT = 940;
const BARE_BYTES = 944;
const MASK_AT = 964;

/** How likely each pixel of a part of the picture belongs to the person. */
export interface Silhouette {
  /** Left, top, right, bottom, 0..1 of the picture. */
  readonly rect: readonly [number, number, number, number];
  readonly width: number;
  readonly height: number;
  /** Probability 0..255, row by row. */
  readonly mask: Uint8Array;
}

/** What the pose model saw in one picture; NaN = not seen. */
export interface PoseFrame {
  readonly timeS: number;
  /** 33 x (x, y, z): x and y as a share of the picture. */
  readonly image: Float32Array;
  /** 33 x (x, y, z) in metres. */
  readonly world: Float32Array;
  readonly visibility: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly silhouette: Silhouette | null;
}

/** The frame of a picture in which nobody was found. */
export function nobody(timeS: number, width: number, height: number): PoseFrame {
  return {
    timeS,
    image: new Float32Array(3 * LANDMARKS).fill(NaN),
    world: new Float32Array(3 * LANDMARKS).fill(NaN),
    visibility: new Float32Array(LANDMARKS),
    width,
    height,
    silhouette: null,
  };
}

export function encodeFrame(frame: PoseFrame, sequence: number): ArrayBuffer {
  checkSizes(frame);
  const { silhouette } = frame;
  const buffer = new ArrayBuffer(silhouette ? MASK_AT + silhouette.mask.length : BARE_BYTES);
  const view = new DataView(buffer);
  view.setUint8(0, VERSION);
  view.setUint8(1, silhouette ? HAS_SILHOUETTE : 0);
  view.setUint32(4, sequence, true);
  view.setFloat64(8, frame.timeS, true);
  putFloats(view, IMAGE_AT, frame.image);
  putFloats(view, WORLD_AT, frame.world);
  putFloats(view, VISIBILITY_AT, frame.visibility);
  view.setUint16(SIZE_AT, frame.width, true);
  view.setUint16(SIZE_AT + 2, frame.height, true);
  if (silhouette) {
    putFloats(view, BARE_BYTES, silhouette.rect);
    view.setUint16(960, silhouette.width, true);
    view.setUint16(962, silhouette.height, true);
    new Uint8Array(buffer, MASK_AT).set(silhouette.mask);
  }
  return buffer;
}

function putFloats(view: DataView, at: number, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) view.setFloat32(at + 4 * i, values[i] ?? NaN, true);
}

function checkSizes(frame: PoseFrame): void {
  const { image, world, visibility, silhouette: s } = frame;
  const right =
    image.length === 3 * LANDMARKS &&
    world.length === 3 * LANDMARKS &&
    visibility.length === LANDMARKS;
  if (!right) throw new RangeError("a frame holds 33 landmarks");
  if (!s) return;
  const fits = Math.max(s.width, s.height) <= LONGEST_MASK_PX && Math.min(s.width, s.height) >= 1;
  if (!fits || s.mask.length !== s.width * s.height) {
    throw new RangeError(`a mask of ${s.width} x ${s.height} with ${s.mask.length} pixels`);
  }
}
