/**
 * GPU or CPU: a short trial on this machine. A GPU that is only imitated by the CPU takes a second a
 * picture, so it is not even tried; a real one is tried against the CPU on the same picture.
 */

import type { Delegate } from "./messages.ts";

const PICTURES = 3;
const IMITATED = /swiftshader|llvmpipe|software|basic render/i;

/** Whether WebGL here runs on a graphics chip. */
export function hasGraphicsChip(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  if (!gl) return false;
  const names = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer: unknown = names ? gl.getParameter(names.UNMASKED_RENDERER_WEBGL) : "";
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return typeof renderer !== "string" || !IMITATED.test(renderer);
}

/** A picture to run: some shapes, since an even one might be too easy. */
export function trialPicture(): OffscreenCanvas {
  const canvas = new OffscreenCanvas(640, 480);
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  for (let i = 0; i < 40; i++) {
    context.fillStyle = `hsl(${i * 47} 60% ${20 + i}%)`;
    context.fillRect((i * 151) % 600, (i * 97) % 440, 80, 60);
  }
  return canvas;
}

/** Mean milliseconds of `run`, after one call that warms up. */
export function measureMs(run: (index: number) => void): number {
  run(0);
  const start = performance.now();
  for (let i = 1; i <= PICTURES; i++) run(i);
  return (performance.now() - start) / PICTURES;
}

export interface Tried<T> {
  readonly delegate: Delegate;
  readonly ms: number;
  readonly model: T;
}

/** The quicker one; the CPU where the GPU was not tried or failed. */
export function quicker<T>(cpu: Tried<T>, gpu: Tried<T> | null): Tried<T> {
  return gpu && gpu.ms < cpu.ms ? gpu : cpu;
}
