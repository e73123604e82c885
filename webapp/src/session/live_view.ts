/** What is to be shown of a training session: a function of the messages that came. */

import type {
  Cue,
  Gesture,
  Notice,
  Placement,
  Progress,
  Rep,
  ServerMessage,
  SessionState,
  Step,
} from "../wire/messages.ts";

/** The sentence shown now; `code` finds its translation. */
export interface Caption {
  readonly kind: "safety" | "cue" | "praise" | "notice" | "partial";
  readonly text: string;
  readonly code: string | null;
  readonly number: number;
}

export interface LiveView {
  readonly state: SessionState | null;
  readonly progress: Progress | null;
  readonly placement: Placement | null;
  readonly caption: Caption | null;
  readonly gesture: Gesture | null;
  readonly lastRep: Rep | null;
}

export const EMPTY_VIEW: LiveView = {
  state: null,
  progress: null,
  placement: null,
  caption: null,
  gesture: null,
  lastRep: null,
};

/** The view after a message. */
export function reduced(view: LiveView, message: ServerMessage): LiveView {
  switch (message.type) {
    case "welcome":
    case "state":
      return withState(view, message.state);
    case "placement":
      return { ...view, placement: message };
    case "progress":
      return { ...view, progress: message };
    case "rep":
      return { ...view, lastRep: message.rep };
    case "cue":
      return { ...view, caption: next(view, kindOf(message), message.text, message.check) };
    case "notice":
      return withNotice(view, message);
    case "partial_rep":
      return { ...view, caption: next(view, "partial", message.text, message.reason) };
    case "gesture":
      return { ...view, gesture: message.held_s > 0 ? message : null };
    default:
      return view;
  }
}

function withState(view: LiveView, state: SessionState): LiveView {
  const before = view.state;
  const isSamePlace = before?.stage === state.stage && before.step === state.step;
  return isSamePlace ? { ...view, state } : { ...EMPTY_VIEW, state };
}

function withNotice(view: LiveView, notice: Notice): LiveView {
  return { ...view, caption: next(view, "notice", notice.text, notice.code) };
}

function kindOf(cue: Cue): Caption["kind"] {
  if (cue.check === null) return "praise";
  return cue.severity === "safety" ? "safety" : "cue";
}

function next(view: LiveView, kind: Caption["kind"], text: string, code: string | null): Caption {
  return { kind, text, code, number: (view.caption?.number ?? 0) + 1 };
}

export function stepNow(state: SessionState): Step | null {
  return state.steps.find((step) => step.index === state.step) ?? null;
}

/** The step that comes after the present one. */
export function stepAfter(state: SessionState): Step | null {
  return state.steps.find((step) => step.index > state.step && step.status === "todo") ?? null;
}

/** Index of the rep that "that was no rep" takes away: the last that counts. */
export function lastCounted(state: SessionState): number | null {
  return state.set?.reps.findLast((rep) => rep.counted)?.index ?? null;
}

export function lastIndex(state: SessionState): number {
  return Math.max(0, ...(state.set?.reps.map((rep) => rep.index) ?? []));
}

/** Seconds of rest left at a moment; never more than a clock that differs could make it. */
export function restLeftS(state: SessionState, nowMs: number): number {
  if (!state.rest_ends_at) return 0;
  const left = (Date.parse(state.rest_ends_at) - nowMs) / 1000;
  return Math.min(Math.max(left, 0), 3600);
}
