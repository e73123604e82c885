/** What the page and the pose worker say to each other. */

import type { PoseFrame } from "../wire/frame.ts";

export type Delegate = "GPU" | "CPU";

export type ToWorker =
  | {
      readonly type: "load";
      readonly model: ArrayBuffer;
      readonly wasm: string;
      /** Chosen before on this machine: no trial. */
      readonly delegate: Delegate | null;
    }
  | {
      readonly type: "picture";
      readonly bitmap: ImageBitmap;
      readonly timeS: number;
      readonly silhouette: boolean;
    };

export type FromWorker =
  | { readonly type: "ready"; readonly delegate: Delegate; readonly trialMs: number }
  | { readonly type: "pose"; readonly frame: PoseFrame; readonly tookMs: number }
  | { readonly type: "failed"; readonly stage: "load" | "picture"; readonly reason: string };
