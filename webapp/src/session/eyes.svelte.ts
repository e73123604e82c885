/** The page's eyes: a camera or a clip, and the pose model that watches it. */

import type { PoseFrame } from "../wire/frame.ts";
import type { ModelInfo } from "../wire/rest.ts";
import {
  CameraError,
  type CameraChoice,
  type CameraProblem,
  isMirrored,
  listCameras,
  openCamera,
  stopCamera,
} from "../camera/camera.ts";
import { FrameClock } from "../camera/frame_clock.ts";
import { watch } from "../camera/watcher.ts";
import type { Estimator } from "../pose/estimator.ts";

export type EyesProblem = CameraProblem | "model" | "wasm" | "worker";
export type EyesPhase = "shut" | "asking" | "loading" | "preparing" | "open" | "failed";

export type Source =
  | { readonly kind: "camera"; readonly stream: MediaStream }
  | { readonly kind: "clip"; readonly url: string };

export interface Seeing {
  readonly isWanted: () => boolean;
  readonly wantsSilhouette: () => boolean;
  readonly onPose: (frame: PoseFrame) => void;
}

export class Eyes {
  phase = $state<EyesPhase>("shut");
  problem = $state<EyesProblem | null>(null);
  /** Share of the model's bytes that has arrived. */
  share = $state(0);
  cameras = $state.raw<readonly CameraChoice[]>([]);
  source = $state.raw<Source | null>(null);
  /** The last pose, for drawing. */
  pose = $state.raw<PoseFrame | null>(null);

  readonly #clock = new FrameClock();
  #estimator: Estimator | null = null;
  #loading: Promise<Estimator> | null = null;

  get model(): string | null {
    return this.#estimator?.model ?? null;
  }

  /** Milliseconds that the model takes for a picture; null before it is loaded. */
  get pictureMs(): number | null {
    return this.#estimator?.meanMs ?? null;
  }

  get isMirrored(): boolean {
    return this.source?.kind === "camera" && isMirrored(this.source.stream);
  }

  get cameraId(): string | null {
    if (this.source?.kind !== "camera") return null;
    return this.source.stream.getVideoTracks()[0]?.getSettings().deviceId ?? null;
  }

  /** Opens the camera, and the model while the person answers the browser's question. */
  async openCamera(deviceId: string | null, model: ModelInfo | null): Promise<void> {
    this.#shut();
    this.phase = "asking";
    void this.#load(model).catch(() => undefined); // told below, once there is a picture
    try {
      const stream = await openCamera(deviceId);
      this.source = { kind: "camera", stream };
      stream.getVideoTracks()[0]?.addEventListener("ended", () => this.#fail("lost"));
      this.cameras = await listCameras();
      await this.#finish(model);
    } catch (error) {
      if (!(error instanceof CameraError)) throw error;
      this.#fail(error.problem);
    }
  }

  async openClip(url: string, model: ModelInfo | null): Promise<void> {
    this.#shut();
    this.source = { kind: "clip", url };
    await this.#finish(model);
  }

  /** Watches the video element that shows the source, until the returned function is called. */
  watch(video: HTMLVideoElement, seeing: Seeing): () => void {
    const model = this.#estimator;
    if (!model || !this.source) return () => undefined;
    return watch({
      ...seeing,
      video,
      kind: this.source.kind,
      clock: this.#clock,
      model,
      onPose: (frame) => {
        this.pose = frame;
        seeing.onPose(frame);
      },
    });
  }

  /** Turns the camera off; the model stays for the next time. */
  close(): void {
    this.#shut();
  }

  async #finish(model: ModelInfo | null): Promise<void> {
    this.phase = this.share < 1 ? "loading" : "preparing";
    try {
      this.#estimator = await this.#load(model);
      if (this.source) this.phase = "open";
    } catch (error) {
      const name = error instanceof Error ? error.name : "";
      const isFetch = name === "ModelFetchError";
      this.#fail(typeof WebAssembly === "object" ? (isFetch ? "model" : "worker") : "wasm");
    }
  }

  #load(info: ModelInfo | null): Promise<Estimator> {
    const load = async (): Promise<Estimator> => {
      // Fetched only now: the first page stays small.
      const { Estimator } = await import("../pose/estimator.ts");
      const { ModelFetchError } = await import("../pose/model_store.ts");
      if (!info) throw new ModelFetchError("the server has no pose model");
      return Estimator.load(info, (share) => {
        this.share = share;
        if (share >= 1 && this.phase === "loading") this.phase = "preparing";
      });
    };
    this.#loading ??= load().catch((error: unknown) => {
      this.#loading = null; // so that another try may succeed
      throw error;
    });
    return this.#loading;
  }

  #fail(problem: EyesProblem): void {
    this.#shut();
    this.phase = "failed";
    this.problem = problem;
  }

  #shut(): void {
    if (this.source?.kind === "camera") stopCamera(this.source.stream);
    this.source = null;
    this.pose = null;
    this.problem = null;
    this.phase = "shut";
  }
}
