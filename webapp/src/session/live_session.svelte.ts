/** A training session that runs: the connection, what is shown of it, and what is said. */

import { Connection, type ConnectionStatus, browserOutside } from "../live/connection.ts";
import { linesFor } from "../voice/lines.ts";
import type { Command, ServerMessage, SessionState, Step } from "../wire/messages.ts";
import type { PoseFrame } from "../wire/frame.ts";
import type { Exercise } from "../wire/rest.ts";
import { translated } from "../strings/language.ts";
import type { Eyes } from "./eyes.svelte.ts";
import { EMPTY_VIEW, type LiveView, lastIndex, reduced, restLeftS, stepNow } from "./live_view.ts";
import type { Settings } from "./settings.svelte.ts";
import type { Sound } from "./sound.ts";

const CAPTION_MS = 6000;
const TOAST_MS = 8000;
const REST_SOON_S = 10;

export interface Around {
  readonly settings: Settings;
  readonly eyes: Eyes;
  readonly sound: Sound;
  readonly exercises: ReadonlyMap<string, Exercise>;
  readonly isSample: boolean;
}

/** A correction that can be taken back: the rep it was about. */
export interface Correction {
  readonly kind: "added" | "struck";
  readonly index: number;
}

export class LiveSession {
  view = $state.raw<LiveView>(EMPTY_VIEW);
  status = $state<ConnectionStatus>("connecting");
  closeCode = $state<number | null>(null);
  correction = $state.raw<Correction | null>(null);
  refusal = $state<string | null>(null);
  /** Whether it was ended because something felt wrong. */
  redFlag = $state(false);

  readonly around: Around;
  readonly step = $derived.by<Step | null>(() =>
    this.view.state ? stepNow(this.view.state) : null,
  );
  readonly exercise = $derived.by<Exercise | null>(
    () => this.around.exercises.get(this.step?.exercise ?? "") ?? null,
  );

  readonly #id: string;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #connection: Connection;

  constructor(state: SessionState, around: Around) {
    this.#id = state.id;
    this.around = around;
    this.#connection = this.#connect();
    this.#receive({ type: "state", state });
  }

  get state(): SessionState | null {
    return this.view.state;
  }

  get isSample(): boolean {
    return this.around.isSample;
  }

  send(command: Command): void {
    this.#connection.command(command);
  }

  /** Adds or takes away a rep, and remembers how to undo that. */
  correct(command: Extract<Command, { command: "tap_rep" | "strike_rep" }>): void {
    const { state } = this;
    if (!state) return;
    this.send(command);
    this.correction =
      command.command === "tap_rep"
        ? { kind: "added", index: lastIndex(state) + 1 }
        : { kind: "struck", index: command.index };
    this.#later("correction", TOAST_MS, () => (this.correction = null));
  }

  undo(): void {
    if (!this.correction) return;
    // A struck rep is struck once more, which takes it back; an added one is struck.
    this.send({ command: "strike_rep", index: this.correction.index });
    this.correction = null;
  }

  stop(isRedFlag: boolean): void {
    this.redFlag = isRedFlag;
    this.send(isRedFlag ? { command: "stop", reason: "red_flag" } : { command: "stop" });
  }

  /** For another try after the connection was closed for good, as by another window. */
  takeBack(): void {
    this.#connection.close();
    this.#connection = this.#connect();
  }

  retryNow(): void {
    this.#connection.retryNow();
  }

  get wantsFrame(): boolean {
    const stage = this.state?.stage;
    // A clip is watched while it counts only; a person may also raise a hand in between.
    const isStage = this.isSample ? stage === "counting" : stage !== "done";
    return isStage && (this.state?.by_camera ?? false) && this.#connection.wantsFrame;
  }

  get wantsSilhouette(): boolean {
    return this.#connection.wantsSilhouette;
  }

  sendFrame(frame: PoseFrame): void {
    this.#connection.sendFrame(frame);
  }

  titleOf(exercise: string): string {
    const title = this.around.exercises.get(exercise)?.title ?? exercise;
    return translated(this.around.settings.strings, title);
  }

  close(): void {
    this.#connection.close();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.around.sound.silence();
  }

  #connect(): Connection {
    const listener = {
      onMessage: (message: ServerMessage) => this.#receive(message),
      onStatus: (status: ConnectionStatus, code: number | null) => {
        this.status = status;
        this.closeCode = code;
      },
    };
    const model = (): string => this.around.eyes.model ?? "none";
    return new Connection(this.#id, model, listener, browserOutside());
  }

  #receive(message: ServerMessage): void {
    const before = this.view;
    const { settings, sound } = this.around;
    const { strings, numbers } = settings;
    const titleOf = (name: string): string => this.titleOf(name);
    this.view = reduced(before, message);
    sound.tell(linesFor(message, before, { strings, numbers, titleOf }));
    if (message.type === "progress") sound.follow(this.step?.exercise ?? "", message.share ?? 0);
    if (message.type === "done" && message.error) this.#refused(message.error.text);
    if (message.type === "error") this.#refused(message.text);
    if (this.view.caption !== before.caption) this.#later("caption", CAPTION_MS, this.#uncaption);
    if (this.view.state && this.view.state !== before.state) this.#moved(before, this.view.state);
  }

  #moved(before: LiveView, state: SessionState): void {
    const { sound, settings } = this.around;
    if (state.stage !== before.state?.stage) {
      sound.still();
      if (state.stage === "placing" && this.isSample) this.send({ command: "begin" });
    }
    clearTimeout(this.#timers.get("rest"));
    const soonMs = 1000 * (restLeftS(state, Date.now()) - REST_SOON_S);
    if (state.stage === "resting" && soonMs > 5000) {
      this.#later("rest", soonMs, () => sound.say(settings.strings.say.restSoon));
    }
  }

  readonly #uncaption = (): void => {
    this.view = { ...this.view, caption: null };
  };

  #refused(text: string): void {
    this.refusal = text;
    this.#later("refusal", CAPTION_MS, () => (this.refusal = null));
  }

  #later(name: string, ms: number, run: () => void): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.set(name, setTimeout(run, ms));
  }
}
