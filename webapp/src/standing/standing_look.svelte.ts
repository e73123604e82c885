/** One look: frames go out every now and then, the hint comes back, and at last the measures. */

import type { Watched } from "../session/watched.ts";
import type { PoseFrame } from "../wire/frame.ts";
import type { Placement, Stillness, Taken, look } from "./api.ts";
import { FrameWindow, WINDOW_S } from "./frame_window.ts";

/** What a look needs of the world around it; a fake in tests. */
export interface Outside {
  readonly look: typeof look;
  readonly nowMs: () => number;
  /** Name of the pose model. */
  readonly model: () => string;
  readonly say: (placement: Placement) => void;
}

export type LookStage = "looking" | "taken" | "keeping" | "kept";

// A hint that is half a second old is still true.
const EVERY_MS = 400;
// Until somebody holds still, a moment says where they are.
const MOMENT_S = 1;
const HELD: ReadonlySet<string> = new Set(["holding", "taken"]);

export class StandingLook implements Watched {
  stage = $state<LookStage>("looking");
  placement = $state.raw<Placement | null>(null);
  taken = $state.raw<Taken | null>(null);
  problem = $state<string | null>(null);

  readonly state = null;
  readonly wantsSilhouette = true;
  readonly #outside: Outside;
  readonly #window = new FrameWindow();
  #asked: Promise<void> | null = null;
  #askedMs = -Infinity;
  #body: Uint8Array<ArrayBuffer> | null = null;

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  get wantsFrame(): boolean {
    return this.stage === "looking" && !this.#window.isTooSoon(this.#outside.nowMs() / 1000);
  }

  send(): void {
    // A look has no set that could end.
  }

  sendFrame(frame: PoseFrame): void {
    if (this.stage !== "looking") return;
    this.#window.push(frame);
    const nowMs = this.#outside.nowMs();
    if (this.#asked || nowMs - this.#askedMs < EVERY_MS) return;
    this.#askedMs = nowMs;
    this.#asked = this.#ask().finally(() => (this.#asked = null));
  }

  again(): void {
    this.#window.clear();
    this.#body = this.taken = this.placement = this.problem = null;
    this.stage = "looking";
  }

  /** Writes the look that was taken into the journal. */
  async keep(): Promise<void> {
    if (this.stage !== "taken" || !this.#body) return;
    this.stage = "keeping";
    try {
      const kept = await this.#outside.look(this.#body, this.#outside.model(), true);
      this.taken = kept.look;
      this.problem = null;
      this.stage = "kept";
    } catch (error) {
      this.problem = textOf(error);
      this.stage = "taken";
    }
  }

  async #ask(): Promise<void> {
    const body = this.#window.body(HELD.has(this.placement?.code ?? "") ? WINDOW_S : MOMENT_S);
    if (!body) return;
    try {
      this.#show(await this.#outside.look(body, this.#outside.model(), false), body);
      this.problem = null;
    } catch (error) {
      this.problem = textOf(error);
    }
  }

  #show({ placement, look: taken }: Stillness, body: Uint8Array<ArrayBuffer>): void {
    if (this.stage !== "looking") return;
    if (placement.text !== this.placement?.text) this.#outside.say(placement);
    this.placement = placement;
    if (!taken) return;
    this.taken = taken;
    this.#body = body;
    this.stage = "taken";
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
