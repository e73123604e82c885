/** The page's side of the pose worker: loads it, hands it pictures, gives back pose frames. */

import type { PoseFrame } from "../wire/frame.ts";
import type { ModelInfo } from "../wire/rest.ts";
import { type OnShare, fetchModel } from "./model_store.ts";
import type { Delegate, FromWorker, ToWorker } from "./messages.ts";

export class EstimatorError extends Error {
  override readonly name = "EstimatorError";
}

const DELEGATE_KEY = "upperback.delegate";

export class Estimator {
  readonly #worker: Worker;
  readonly model: string;
  readonly delegate: Delegate;
  #meanMs: number;
  #waiting: ((frame: PoseFrame | null) => void) | null = null;

  private constructor(worker: Worker, model: string, delegate: Delegate, trialMs: number) {
    this.#worker = worker;
    this.model = model;
    this.delegate = delegate;
    this.#meanMs = trialMs;
    worker.onmessage = (event: MessageEvent<FromWorker>) => this.#receive(event.data);
    worker.onerror = () => this.#answer(null);
  }

  static async load(info: ModelInfo, onShare: OnShare): Promise<Estimator> {
    if (typeof WebAssembly !== "object") throw new EstimatorError("no WebAssembly");
    const model = await fetchModel(info, onShare);
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    const key = `${DELEGATE_KEY}.${info.sha256.slice(0, 8)}`;
    try {
      const delegate = known(localStorage.getItem(key));
      const ready = await readiness(worker, {
        type: "load",
        model,
        wasm: new URL("/wasm", location.href).href,
        delegate,
      });
      localStorage.setItem(key, ready.delegate);
      return new Estimator(worker, info.name, ready.delegate, ready.trialMs);
    } catch (error) {
      worker.terminate();
      throw error;
    }
  }

  get isBusy(): boolean {
    return this.#waiting !== null;
  }

  /** Milliseconds a picture takes, as a running mean. */
  get meanMs(): number {
    return this.#meanMs;
  }

  /** The pose in the picture, which is used up; null where the model failed on it. */
  estimate(bitmap: ImageBitmap, timeS: number, silhouette: boolean): Promise<PoseFrame | null> {
    if (this.#waiting) throw new EstimatorError("one picture at a time");
    const message: ToWorker = { type: "picture", bitmap, timeS, silhouette };
    this.#worker.postMessage(message, [bitmap]);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  close(): void {
    this.#worker.terminate();
    this.#answer(null);
  }

  #receive(message: FromWorker): void {
    if (message.type === "pose") {
      this.#meanMs += 0.1 * (message.tookMs - this.#meanMs);
      this.#answer(message.frame);
    } else if (message.type === "failed") {
      this.#answer(null);
    }
  }

  #answer(frame: PoseFrame | null): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.(frame);
  }
}

function known(value: string | null): Delegate | null {
  return value === "GPU" || value === "CPU" ? value : null;
}

type Ready = Extract<FromWorker, { type: "ready" }>;

function readiness(worker: Worker, load: Extract<ToWorker, { type: "load" }>): Promise<Ready> {
  return new Promise((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<FromWorker>) => {
      const message = event.data;
      if (message.type === "ready") resolve(message);
      else if (message.type === "failed") reject(new EstimatorError(message.reason));
    };
    worker.onerror = (event) => reject(new EstimatorError(event.message || "no worker"));
    worker.postMessage(load, [load.model]);
  });
}
