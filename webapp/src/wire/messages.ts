/** The text messages of docs/live-protocol.md; what comes in is checked by `readServerMessage`. */

import {
  type Check,
  type Checked,
  InvalidMessage,
  flag,
  list,
  nullable,
  number,
  oneOf,
  shape,
  table,
  text,
  withDefault,
} from "./check.ts";

export const PROTOCOL = 2;
export const SUBPROTOCOL = "upperback.live.2";

export const side = oneOf("left", "right", "both");
export type Side = Checked<typeof side>;

const severity = oneOf("safety", "effectiveness", "note");
export type Severity = Checked<typeof severity>;

const stage = oneOf("intro", "placing", "counting", "paused", "rating", "resting", "done");
export type Stage = Checked<typeof stage>;

const load = shape({
  kind: text,
  band_step: nullable(number),
  mass_kg: nullable(number),
});

export const step = shape({
  index: number,
  exercise: text,
  side: withDefault(side, "both"),
  set: number,
  sets: number,
  reps: nullable(number),
  hold_s: withDefault(number, 0),
  rest_s: withDefault(number, 0),
  load: nullable(load),
  reasons: withDefault(list(text), []),
  status: withDefault(oneOf("todo", "now", "done", "skipped", "stopped"), "todo"),
});
export type Step = Checked<typeof step>;

const countedRep = shape({
  index: number,
  side: withDefault(side, "both"),
  counted: flag,
  reason: nullable(text),
  findings: withDefault(list(text), []),
  score: nullable(number),
});
export type CountedRep = Checked<typeof countedRep>;

const runningSet = shape({
  id: text,
  count: number,
  clean: nullable(number),
  reps: list(countedRep),
});

export const sessionState = shape({
  id: text,
  kind: text,
  started_at: text,
  stage,
  by_camera: flag,
  paused_from: nullable(stage),
  steps: list(step),
  step: number,
  set: nullable(runningSet),
  rest_ends_at: nullable(text),
  message: nullable(text),
});
export type SessionState = Checked<typeof sessionState>;

const reading = shape({ value: nullable(number), error: nullable(number), unit: text });
export type Reading = Checked<typeof reading>;

const placement = shape({
  ok: flag,
  code: text,
  text,
  view: nullable(text),
  held_s: number,
  needs_s: number,
});
export type Placement = Checked<typeof placement>;

const progress = shape({
  phase: nullable(text),
  share: nullable(number),
  breath: nullable(text),
  hold_s: nullable(number),
  readings: withDefault(table(reading), {}),
});
export type Progress = Checked<typeof progress>;

const repMeasure = shape({ value: nullable(number), error: nullable(number) });

const rep = shape({
  rep: shape({
    index: number,
    side: withDefault(side, "both"),
    tempo: withDefault(table(number), {}),
    measures: withDefault(table(repMeasure), {}),
    findings: withDefault(list(text), []),
    score: nullable(number),
  }),
  count: number,
});
export type Rep = Checked<typeof rep>["rep"];
const partialRep = shape({ reason: text, text });
const finding = shape({
  finding: shape({
    check: text,
    severity,
    rep: nullable(number),
    value: nullable(number),
    limit: nullable(number),
    unit: nullable(text),
    cue: text,
  }),
});
export type Finding = Checked<typeof finding>["finding"];
const cue = shape({ check: nullable(text), severity: nullable(severity), text });
export type Cue = Checked<typeof cue>;
const notice = shape({ code: text, text });
export type Notice = Checked<typeof notice>;
const gesture = shape({ name: text, held_s: number, needs_s: number });
export type Gesture = Checked<typeof gesture>;

const frameLimits = shape({ max_hz: number, silhouette: flag, in_flight: number });
export type FrameLimits = Checked<typeof frameLimits>;
const ack = shape({ sequence: number, silhouette: flag });
export type Acknowledgement = Checked<typeof ack>;

const READERS = {
  welcome: shape({ protocol: number, version: text, state: sessionState, frames: frameLimits }),
  state: shape({ state: sessionState }),
  ack,
  placement,
  progress,
  rep,
  partial_rep: partialRep,
  finding,
  cue,
  notice,
  gesture,
  done: shape({
    id: text,
    ok: flag,
    error: nullable(shape({ code: text, text })),
  }),
  pong: shape({ id: text }),
  error: shape({ code: text, text }),
} as const;

type Readers = typeof READERS;
export type ServerMessage = {
  [K in keyof Readers]: { readonly type: K } & Checked<Readers[K]>;
}[keyof Readers];

function isKnown(type: string): type is keyof Readers {
  return Object.hasOwn(READERS, type);
}

/** The message, checked; null for a type that a newer server may send; throws `InvalidMessage`. */
export function readServerMessage(json: string): ServerMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new InvalidMessage("message: expected JSON");
  }
  const { type } = shape({ type: text })(value, "");
  if (!isKnown(type)) return null;
  const read: Check<unknown> = READERS[type];
  return Object.assign({ type }, read(value, type)) as ServerMessage;
}

export type Command =
  | { readonly command: "ready" | "begin" | "pause" | "go_on" | "end_set" | "next" | "back" }
  | {
      readonly command: "rate";
      readonly effort_rir: number | null;
      readonly pain: number | null;
      readonly is_alarming?: boolean;
    }
  | { readonly command: "more_rest"; readonly seconds: number }
  | { readonly command: "tap_rep"; readonly side?: Side }
  | { readonly command: "strike_rep"; readonly index: number }
  | { readonly command: "by_camera"; readonly value: boolean }
  | { readonly command: "stop"; readonly reason?: "red_flag" };

export type ClientMessage =
  | {
      readonly type: "hello";
      readonly protocol: typeof PROTOCOL;
      readonly session: string;
      readonly model: string;
    }
  | ({ readonly type: "command"; readonly id: string } & Command)
  | { readonly type: "ping"; readonly id: string };
