/** Draws a pose over its picture. */

import type { PoseFrame } from "../wire/frame.ts";

const LINES: readonly (readonly [number, number])[] = [
  [11, 12],
  [11, 13],
  [13, 15],
  [12, 14],
  [14, 16],
  [11, 23],
  [12, 24],
  [23, 24],
  [23, 25],
  [25, 27],
  [27, 31],
  [24, 26],
  [26, 28],
  [28, 32],
  [7, 11],
  [8, 12],
];
const JOINTS: readonly number[] = [0, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28];
const SEEN = 0.3;

interface Point {
  readonly x: number;
  readonly y: number;
  readonly seen: number;
}

export function pointsOf(frame: PoseFrame, width: number, height: number): readonly Point[] {
  return Array.from(frame.visibility, (visibility, i) => {
    const x = frame.image[3 * i] ?? NaN;
    const y = frame.image[3 * i + 1] ?? NaN;
    return { x: x * width, y: y * height, seen: Number.isFinite(x + y) ? visibility : 0 };
  });
}

export function drawSkeleton(canvas: HTMLCanvasElement, frame: PoseFrame | null): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  if (!frame) return;
  const points = pointsOf(frame, width, height);
  const unit = Math.max(width, height) / 160;
  context.lineCap = "round";
  for (const [from, to] of LINES) {
    const a = points[from];
    const b = points[to];
    if (a && b && Math.min(a.seen, b.seen) > SEEN) drawLine(context, a, b, unit);
  }
  context.fillStyle = "#ffffff";
  for (const joint of JOINTS) {
    const point = points[joint];
    if (!point || point.seen <= SEEN) continue;
    context.beginPath();
    context.arc(point.x, point.y, 0.8 * unit, 0, 2 * Math.PI);
    context.fill();
  }
}

/** A light line on a dark one: to be seen on any background. */
function drawLine(context: CanvasRenderingContext2D, a: Point, b: Point, unit: number): void {
  for (const [colour, width] of [
    ["rgb(6 32 28 / 70%)", 1.7],
    ["#72d8c6", 1],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width * unit;
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
    context.stroke();
  }
}
