/** The pose model in a thread of its own: pictures in, pose frames out, one at a time. */

import { Landmarker, loadRuntime } from "./landmarker.ts";
import type { Delegate, FromWorker, ToWorker } from "./messages.ts";
import { type Tried, hasGraphicsChip, measureMs, quicker, trialPicture } from "./trial.ts";

let landmarker: Landmarker | null = null;

self.onmessage = (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if (message.type === "load") void load(message);
  else estimate(message);
};

function say(message: FromWorker, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function load(message: Extract<ToWorker, { type: "load" }>): Promise<void> {
  try {
    const chosen = await choose(message);
    landmarker = chosen.model;
    say({ type: "ready", delegate: chosen.delegate, trialMs: chosen.ms });
  } catch (error) {
    say({ type: "failed", stage: "load", reason: reasonOf(error) });
  }
}

async function choose(message: Extract<ToWorker, { type: "load" }>): Promise<Tried<Landmarker>> {
  const runtime = await loadRuntime(message.wasm);
  const bytes = new Uint8Array(message.model);
  const picture = trialPicture();
  const attempt = async (delegate: Delegate): Promise<Tried<Landmarker>> => {
    const model = await Landmarker.load(runtime, bytes.slice(), delegate);
    const ms = measureMs((index) => model.estimate(picture, index / 1000, true));
    return { delegate, ms, model };
  };
  const mayTryGpu = message.delegate !== "CPU" && hasGraphicsChip();
  const gpu = mayTryGpu ? await attempt("GPU").catch(() => null) : null;
  if (gpu && message.delegate === "GPU") return gpu;
  const cpu = await attempt("CPU");
  const best = quicker(cpu, gpu);
  (best === cpu ? gpu : cpu)?.model.close();
  return best;
}

function estimate({ bitmap, timeS, silhouette }: Extract<ToWorker, { type: "picture" }>): void {
  const start = performance.now();
  try {
    if (!landmarker) throw new Error("the pose model is not loaded");
    const frame = landmarker.estimate(bitmap, timeS, silhouette);
    const buffers = [frame.image, frame.world, frame.visibility, frame.silhouette?.mask]
      .map((array) => array?.buffer)
      .filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
    say({ type: "pose", frame, tookMs: performance.now() - start }, buffers);
  } catch (error) {
    say({ type: "failed", stage: "picture", reason: reasonOf(error) });
  } finally {
    bitmap.close();
  }
}
