/** Which words a message gives to the voice: a function of the message and what was shown before. */

import type { ServerMessage, SessionState } from "../wire/messages.ts";
import { type LiveView, stepAfter, stepNow } from "../session/live_view.ts";
import { type Numbers, translated } from "../strings/language.ts";
import type { Strings } from "../strings/en.ts";
import type { Message } from "./speech.ts";

export interface Lines {
  readonly count?: string;
  readonly say?: Message;
}

export interface Speaking {
  readonly strings: Strings;
  readonly numbers: Numbers;
  /** Title of an exercise in the page's language. */
  readonly titleOf: (exercise: string) => string;
}

const NOTHING: Lines = {};

export function linesFor(message: ServerMessage, before: LiveView, s: Speaking): Lines {
  switch (message.type) {
    case "rep":
      return repLines(message.count, before.state, s);
    case "partial_rep":
      return info(translated(s.strings, message.text, message.reason));
    case "cue": {
      const text = translated(s.strings, message.text, message.check ?? undefined);
      if (message.check === null) return { say: { text, importance: "praise" } };
      return { say: { text, importance: message.severity === "safety" ? "safety" : "cue" } };
    }
    case "notice":
      return info(translated(s.strings, message.text, message.code));
    case "placement":
      if (before.placement?.code === message.code) return NOTHING;
      return info(
        message.ok ? s.strings.say.placed : translated(s.strings, message.text, message.code),
      );
    case "welcome":
    case "state":
      return stateLines(message.state, before.state, s);
    default:
      return NOTHING;
  }
}

function info(text: string): Lines {
  return { say: { text, importance: "info" } };
}

function repLines(count: number, state: SessionState | null, s: Speaking): Lines {
  const spoken = s.numbers.plain(count);
  const goal = state ? (stepNow(state)?.reps ?? null) : null;
  if (goal !== null && goal > 2 && count === goal - 1) {
    return { count: spoken, ...info(s.strings.say.oneMore) };
  }
  return { count: spoken };
}

function stateLines(state: SessionState, before: SessionState | null, s: Speaking): Lines {
  const { say } = s.strings;
  if (before?.stage === state.stage && before.step === state.step) {
    return tapLines(state, before, s);
  }
  switch (state.stage) {
    case "intro":
      return introLine(state, s);
    case "counting":
      return before?.stage === "paused" ? info(say.goOn) : goLine(state, before, s);
    case "paused":
      return info(state.message ? translated(s.strings, state.message) : say.paused);
    case "rating":
      return info(`${say.setDone} ${say.rate}`);
    case "resting":
      return restLine(state, s);
    case "done":
      return info(state.message ? translated(s.strings, state.message) : say.done);
    case "placing": {
      const side = sideText(state, before, s);
      return side === null ? NOTHING : info(side);
    }
  }
}

/** Without a camera nobody is placed: a change of side is said just before it begins. */
function goLine(state: SessionState, before: SessionState | null, s: Speaking): Lines {
  const side = sideText(state, before, s);
  const { go } = s.strings.say;
  return info(side === null ? go : `${side} ${go}`);
}

/** Without a camera no `rep` arrives: a tap is heard as the count that it makes. */
function tapLines(state: SessionState, before: SessionState, s: Speaking): Lines {
  const count = state.set?.count ?? 0;
  return !state.by_camera && count > (before.set?.count ?? 0) ? repLines(count, state, s) : NOTHING;
}

function introLine(state: SessionState, s: Speaking): Lines {
  const step = stepNow(state);
  if (!step) return NOTHING;
  const next = s.strings.say.next(s.titleOf(step.exercise));
  return info([next, sideText(state, null, s)].filter(Boolean).join(" "));
}

function restLine(state: SessionState, s: Speaking): Lines {
  const rest = s.strings.say.rest(Math.round(stepNow(state)?.rest_s ?? 0));
  const next = stepAfter(state);
  return info(next ? `${rest} ${s.strings.say.next(s.titleOf(next.exercise))}` : rest);
}

function sideText(state: SessionState, before: SessionState | null, s: Speaking): string | null {
  const side = stepNow(state)?.side ?? "both";
  const was = before ? stepNow(before)?.side : undefined;
  return side === "both" || side === was ? null : s.strings.say.side(s.strings.sides[side]);
}
