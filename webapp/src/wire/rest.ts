/** The REST API under /api, each answer checked. */

import {
  type Check,
  type Checked,
  flag,
  list,
  nullable,
  number,
  shape,
  text,
  withDefault,
} from "./check.ts";
import { type Command, type SessionState, sessionState } from "./messages.ts";

const texts = withDefault(list(text), []);
const span = withDefault(list(number), []);

const camera = shape({
  place: text,
  height_m: span,
  distance_m: span,
  in_sight: texts,
  advice: nullable(text),
});

const phase = shape({
  name: text,
  label: withDefault(text, ""),
  breath: nullable(text),
  seconds: span,
});
export type Phase = Checked<typeof phase>;

const named = shape({ name: text, label: withDefault(text, "") });
const measure = shape({ name: text, label: withDefault(text, ""), unit: withDefault(text, "") });

export const exercise = shape({
  name: text,
  title: text,
  summary: withDefault(text, ""),
  equipment: texts,
  setup: texts,
  camera,
  phases: list(phase),
  breathing: withDefault(text, ""),
  easier: texts,
  harder: texts,
  ask_first: texts,
  checks: withDefault(list(named), []),
  measures: withDefault(list(measure), []),
  sources: texts,
  demo: nullable(text),
});
export type Exercise = Checked<typeof exercise>;

const sample = shape({
  name: text,
  title: nullable(text),
  exercise: text,
  url: text,
  poster: withDefault(nullable(text), null),
});
export type Sample = Checked<typeof sample>;

const model = shape({ name: text, url: text, size: number, sha256: text });
export type ModelInfo = Checked<typeof model>;

const info = shape({
  version: text,
  model: nullable(model),
  samples: withDefault(list(sample), []),
  journal: withDefault(flag, false),
});
export type Info = Checked<typeof info>;

const best = shape({
  name: text,
  label: withDefault(text, ""),
  value: number,
  error: nullable(number),
  unit: text,
});
const summaryItem = shape({
  exercise: text,
  title: withDefault(text, ""),
  sets: withDefault(number, 1),
  reps: number,
  clean: nullable(number),
  best: nullable(best),
  next_time: nullable(text),
  pain: nullable(number),
  status: withDefault(text, "done"),
});
export type SummaryItem = Checked<typeof summaryItem>;
const summary = shape({
  id: text,
  minutes: nullable(number),
  items: list(summaryItem),
  message: nullable(text),
});
export type Summary = Checked<typeof summary>;

const problem = shape({ error: shape({ code: text, text }) });

/** A request that was refused or never answered; `code` is "away" where no server answered. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface NewSession {
  readonly kind?: string;
  readonly minutes?: number;
  readonly equipment?: readonly string[];
  readonly sore?: readonly string[];
  readonly exercises?: readonly string[];
  readonly by_camera: boolean;
  readonly sample?: boolean;
  readonly replace?: boolean;
}

export const rest = {
  /** A drawing, as SVG. */
  drawing: async (path: string): Promise<string> => {
    const response = await reach(path, { method: "GET" });
    if (!response.ok) throw refusal(response.status, null);
    return response.text();
  },
  info: () => get("/api/info", info),
  exercises: () => get("/api/exercises", list(exercise)),
  /** The session that runs, or null. */
  current: () => get("/api/sessions/current", nullable(sessionState)),
  begin: (session: NewSession): Promise<SessionState> =>
    post("/api/sessions", session, sessionState),
  command: (id: string, command: Command): Promise<SessionState> =>
    post(`/api/sessions/${encodeURIComponent(id)}/commands`, command, sessionState),
  summary: (id: string) => get(`/api/sessions/${encodeURIComponent(id)}/summary`, summary),
} as const;

export function get<T>(path: string, check: Check<T>): Promise<T> {
  return ask(path, { method: "GET" }, check);
}

export function post<T>(path: string, body: object, check: Check<T>): Promise<T> {
  return send("POST", path, body, check);
}

/** Asks for a change; the body goes as JSON. */
export function send<T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body: object,
  check: Check<T>,
): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  return ask(path, { method, headers, body: JSON.stringify(body) }, check);
}

export async function ask<T>(path: string, init: RequestInit, check: Check<T>): Promise<T> {
  const response = await reach(path, { ...init, cache: "no-store" });
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw refusal(response.status, body);
  return check(body, path);
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw new RequestError("away", "the server does not answer");
  }
}

function refusal(status: number, body: unknown): RequestError {
  try {
    const { error } = problem(body, "");
    return new RequestError(error.code, error.text);
  } catch {
    // Not one of ours: a proxy's answer, say.
    return new RequestError(status >= 502 ? "away" : "refused", `the server answered ${status}`);
  }
}
