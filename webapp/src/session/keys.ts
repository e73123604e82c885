/** Single keys: what each asks for. The same as the buttons of each stage. */

import type { Command, SessionState, Stage } from "../wire/messages.ts";
import { lastCounted } from "./live_view.ts";

export type Wish = Command | "undo" | "help" | "mute" | "fullscreen";

const NEXT: Readonly<Partial<Record<Stage, Command>>> = {
  intro: { command: "ready" },
  placing: { command: "begin" },
  counting: { command: "end_set" },
  paused: { command: "go_on" },
  rating: { command: "rate", effort_rir: null, pain: null },
  resting: { command: "next" },
};
const CAN_PAUSE: ReadonlySet<Stage> = new Set(["placing", "counting", "resting"]);
const CAN_CORRECT: ReadonlySet<Stage> = new Set(["counting", "paused", "rating"]);

/** What a key asks for at this point of the session; null for nothing. */
export function wishOf(key: string, state: SessionState | null): Wish | null {
  const general: Readonly<Record<string, Wish>> = {
    "?": "help",
    h: "help",
    m: "mute",
    f: "fullscreen",
  };
  return general[key.toLowerCase()] ?? (state ? sessionWish(key.toLowerCase(), state) : null);
}

function sessionWish(key: string, state: SessionState): Wish | null {
  const { stage } = state;
  switch (key) {
    case " ":
      if (stage === "paused") return { command: "go_on" };
      return CAN_PAUSE.has(stage) ? { command: "pause" } : null;
    case "n":
      return NEXT[stage] ?? null;
    case "b":
      return stage === "done" ? null : { command: "back" };
    case "r":
      return CAN_CORRECT.has(stage) ? { command: "tap_rep" } : null;
    case "x":
      return CAN_CORRECT.has(stage) ? strike(state) : null;
    case "z":
      return "undo";
    default:
      return null;
  }
}

export function strike(state: SessionState): Command | null {
  const index = lastCounted(state);
  return index === null ? null : { command: "strike_rep", index };
}

const TYPED_INTO =
  "input:not([type=checkbox], [type=radio], [type=range]), select, textarea, [contenteditable]";
const PRESSED_BY_SPACE = "button, a, summary, input, [role=button]";

/** Whether a key belongs to what has the focus, or to an open dialog, rather than to the page. */
export function isTakenByFocus(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  // Asked of the document: a dialog that just closed tells so in a later task, and the key that
  // comes in between is meant for the page.
  if (document.querySelector("dialog[open]")) return true;
  const focus = event.target instanceof Element ? event.target : null;
  if (focus?.closest(TYPED_INTO)) return true;
  return event.key === " " && Boolean(focus?.closest(PRESSED_BY_SPACE));
}
