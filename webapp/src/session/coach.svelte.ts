/** The page as a whole: where the person is, and how they get from one place to the next. */

import { backoffMs } from "../live/backoff.ts";
import type { SessionState } from "../wire/messages.ts";
import {
  type Exercise,
  type Info,
  type NewSession,
  RequestError,
  type Sample,
  rest,
} from "../wire/rest.ts";
import { InvalidMessage } from "../wire/check.ts";
import { type PageName, addressOf, pageOf } from "../programme/pages.ts";
import { Programme } from "../programme/programme.svelte.ts";
import { NewerVersion } from "../shell/newer_version.svelte.ts";
import { Eyes } from "./eyes.svelte.ts";
import { LiveSession } from "./live_session.svelte.ts";
import { Settings } from "./settings.svelte.ts";
import { Sound } from "./sound.ts";
import { WakeLock } from "./wake_lock.ts";

export type Place = "loading" | "away" | "start" | PageName | "camera" | "session";
export type Dialog = "settings" | "help" | "stop";

/** What begins once the eyes are open. */
type Plan =
  | { readonly kind: "today" }
  | { readonly kind: "baseline" }
  | { readonly kind: "go_on"; readonly state: SessionState }
  | { readonly kind: "sample"; readonly sample: Sample };

export class Coach {
  readonly settings = new Settings();
  readonly eyes = new Eyes();
  readonly sound = new Sound(this.settings);
  readonly programme = new Programme();
  readonly newer = new NewerVersion();

  place = $state<Place>("loading");
  dialog = $state<Dialog | null>(null);
  info = $state.raw<Info | null>(null);
  exercises = $state.raw<ReadonlyMap<string, Exercise>>(new Map());
  /** A training session that was begun and not ended. */
  current = $state.raw<SessionState | null>(null);
  live = $state.raw<LiveSession | null>(null);
  problem = $state<string | null>(null);
  isBusy = $state(false);

  readonly #wakeLock = new WakeLock();
  #plan: Plan = { kind: "today" };
  #tries = 0;
  #again: ReturnType<typeof setTimeout> | null = null;

  /** Fetches what the first screen shows; keeps trying while the server is away. */
  async boot(): Promise<void> {
    try {
      const [info, exercises, current] = await Promise.all([
        rest.info(),
        rest.exercises(),
        rest.current(),
        this.programme.load(),
      ]);
      if (this.newer.isReady) return location.reload();
      this.info = info;
      this.exercises = new Map(exercises.map((exercise) => [exercise.name, exercise]));
      this.current = current;
      this.#tries = 0;
      this.newer.look();
      this.place = this.programme.isNew && !current ? "start" : pageOf(location.hash);
    } catch (error) {
      // A phone that the coach no longer knows is asked for the code, by a page of the server's.
      if (error instanceof RequestError && error.code === "not_allowed") return location.reload();
      this.problem = isAway(error) ? null : textOf(error);
      this.place = "away";
      this.#again = setTimeout(() => this.retryNow(), backoffMs(this.#tries));
      this.#tries += 1;
    }
  }

  /** Asks a server that was away at once, instead of when its time comes. */
  retryNow(): void {
    this.live?.retryNow();
    if (this.#again === null) return;
    clearTimeout(this.#again);
    this.#again = null;
    void this.boot();
  }

  /** Changes what the person says of today. */
  wish(change: () => Promise<void>): Promise<void> {
    return this.#attempt(change);
  }

  /** Goes to a page; the browser's own way back leads here again. */
  visit(page: PageName): void {
    if (this.place !== page) history.pushState(null, "", addressOf(page));
    if (this.newer.isReady) location.reload();
    else this.place = page;
  }

  /** The browser went to another address of ours. */
  follow(): void {
    const isOnAPage = this.place === "start" || this.place === pageOf(`#${this.place}`);
    if (isOnAPage) this.place = pageOf(location.hash);
  }

  /** Does the tests that are due. */
  startBaseline(): Promise<void> {
    return this.#set({ kind: "baseline" }, true);
  }

  /** Begins today's exercises: with the camera by way of its screen. */
  start(byCamera: boolean): Promise<void> {
    return this.#set({ kind: "today" }, byCamera);
  }

  goOn(byCamera: boolean): Promise<void> {
    return this.current
      ? this.#set({ kind: "go_on", state: this.current }, byCamera)
      : this.start(byCamera);
  }

  async trySample(sample: Sample): Promise<void> {
    this.sound.unlock();
    this.#plan = { kind: "sample", sample };
    this.place = "camera";
    await this.eyes.openClip(sample.url, this.info?.model ?? null);
    if (this.eyes.phase === "open") await this.begin(true);
  }

  async openCamera(deviceId: string | null = this.settings.choices.camera): Promise<void> {
    const plan = this.#plan;
    if (plan.kind === "sample") return this.trySample(plan.sample);
    await this.eyes.openCamera(deviceId, this.info?.model ?? null);
  }

  chooseCamera(deviceId: string): Promise<void> {
    this.settings.choose({ camera: deviceId });
    return this.openCamera(deviceId);
  }

  /** Begins, or goes on with, what was planned. */
  async begin(byCamera: boolean): Promise<void> {
    const plan = this.#plan;
    await this.#attempt(async () => {
      const state = plan.kind === "go_on" ? plan.state : await rest.begin(this.#order(byCamera));
      if (!byCamera) this.eyes.close();
      this.#enter(state, plan.kind === "sample");
      if (state.by_camera !== byCamera) this.live?.send({ command: "by_camera", value: byCamera });
    });
  }

  /** Ends what runs here, and goes to the first screen. */
  async home(): Promise<void> {
    this.live?.close();
    this.live = null;
    this.eyes.close();
    this.#wakeLock.want(false);
    this.dialog = null;
    this.place = "loading";
    await this.boot();
  }

  /** Opens the camera in the middle of a session, as after "go on without". */
  async useCamera(): Promise<void> {
    const state = this.live?.state;
    if (!state) return;
    this.live?.close();
    this.live = null;
    this.#plan = { kind: "go_on", state };
    this.place = "camera";
    await this.openCamera();
  }

  #set(plan: Plan, byCamera: boolean): Promise<void> {
    this.sound.unlock();
    this.#plan = plan;
    if (!byCamera) return this.begin(false);
    this.place = "camera";
    return this.openCamera();
  }

  #order(byCamera: boolean): NewSession {
    if (this.#plan.kind === "sample") {
      return { exercises: [this.#plan.sample.exercise], by_camera: true, sample: true };
    }
    const { minutes, equipment, sore } = this.programme.wishes;
    const kind = this.#plan.kind === "baseline" ? { kind: "baseline" } : {};
    const wishes = {
      ...(minutes === null ? {} : { minutes }),
      ...(equipment === null ? {} : { equipment }),
      sore,
    };
    // The first screen shows an open session and asks; starting anew then means this.
    return { by_camera: byCamera, replace: this.current !== null, ...wishes, ...kind };
  }

  #enter(state: SessionState, isSample: boolean): void {
    const { settings, eyes, sound, exercises } = this;
    this.live?.close();
    this.live = new LiveSession(state, { settings, eyes, sound, exercises, isSample });
    this.#wakeLock.want(true);
    this.place = "session";
  }

  async #attempt(run: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    try {
      await run();
    } catch (error) {
      if (!(error instanceof RequestError || error instanceof InvalidMessage)) throw error;
      if (isAway(error)) this.place = "away";
      else this.problem = textOf(error);
      await this.#afterProblem(error);
    } finally {
      this.isBusy = false;
    }
  }

  /** Another window may have begun a session meanwhile, or the server may be gone. */
  async #afterProblem(error: Error): Promise<void> {
    if (isAway(error)) return this.boot();
    this.current = await rest.current().catch(() => null);
    if (!this.live) this.place = "home";
  }
}

function isAway(error: unknown): boolean {
  return error instanceof RequestError && error.code === "away";
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
