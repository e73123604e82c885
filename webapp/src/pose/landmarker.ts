/** MediaPipe's pose landmarker, loaded and asked with the options of estimators/mediapipe_pose.py. */

import { FilesetResolver, type NormalizedLandmark, PoseLandmarker } from "@mediapipe/tasks-vision";
import { LANDMARKS, type PoseFrame, nobody } from "../wire/frame.ts";
import { cropSilhouette } from "./silhouette.ts";
import type { Delegate } from "./messages.ts";

type Fileset = Awaited<ReturnType<typeof FilesetResolver.forVisionTasks>>;

/** MediaPipe's WebAssembly, to be handed to `Landmarker.load` as often as needed. */
export interface Runtime {
  readonly files: Fileset;
  readonly factory: unknown;
}

export async function loadRuntime(folder: string): Promise<Runtime> {
  const files = await FilesetResolver.forVisionTasks(folder, true);
  const loader: unknown = await import(/* @vite-ignore */ files.wasmLoaderPath);
  return { files, factory: Reflect.get(Object(loader), "default") };
}

/** Follows one person through pictures given in the order of time. */
export class Landmarker {
  readonly #task: PoseLandmarker;
  #lastMs = -1;

  private constructor(task: PoseLandmarker) {
    this.#task = task;
  }

  static async load(
    { files, factory }: Runtime,
    model: Uint8Array,
    delegate: Delegate,
  ): Promise<Landmarker> {
    // tasks-vision takes this away after each use, and its own import() sets it only once.
    Reflect.set(globalThis, "ModuleFactory", factory);
    const task = await PoseLandmarker.createFromOptions(files, {
      baseOptions: { modelAssetBuffer: model, delegate },
      runningMode: "VIDEO",
      numPoses: 1,
      outputSegmentationMasks: true,
    });
    return new Landmarker(task);
  }

  /** The pose in the picture; all NaN where there is nobody. */
  estimate(picture: ImageBitmap | OffscreenCanvas, timeS: number, silhouette: boolean): PoseFrame {
    // Whole, strictly rising milliseconds, as on the Python side.
    this.#lastMs = Math.max(Math.round(timeS * 1000), this.#lastMs + 1);
    const { width, height } = picture;
    let frame = nobody(timeS, width, height);
    this.#task.detectForVideo(picture, this.#lastMs, (result) => {
      const image = result.landmarks[0];
      const world = result.worldLandmarks[0];
      if (!image || !world) return;
      // The mask lives only as long as this call.
      const mask = silhouette ? result.segmentationMasks?.[0] : undefined;
      const places = coordinates(image);
      frame = {
        ...frame,
        image: places,
        world: coordinates(world),
        visibility: Float32Array.from(image, (point) => point.visibility),
        silhouette: mask
          ? cropSilhouette(
              {
                probability: mask.getAsFloat32Array(),
                width: mask.width,
                height: mask.height,
              },
              places,
            )
          : null,
      };
    });
    return frame;
  }

  close(): void {
    this.#task.close();
  }
}

function coordinates(points: readonly Pick<NormalizedLandmark, "x" | "y" | "z">[]): Float32Array {
  const out = new Float32Array(3 * LANDMARKS).fill(NaN);
  points.slice(0, LANDMARKS).forEach(({ x, y, z }, i) => out.set([x, y, z], 3 * i));
  return out;
}
