/** The REST API of the journal: sessions, corrections, files in and out. */

import {
  type Checked,
  flag,
  list,
  nullable,
  number,
  shape,
  table,
  text,
  withDefault,
} from "../wire/check.ts";
import { ask, get, post, send } from "../wire/rest.ts";
import { nothing } from "../programme/api.ts";

const inShort = {
  id: text,
  kind: text,
  started_at: text,
  minutes: nullable(number),
  note: text,
  reps: number,
  clean: nullable(number),
  pain: nullable(number),
  exercises: list(shape({ exercise: text, title: text, sets: number, reps: number })),
  is_look: withDefault(flag, false),
};
const session = shape(inShort);
export type SessionInShort = Checked<typeof session>;
const page = shape({ sessions: list(session), next_before: nullable(text) });

const measure = shape({ value: number, error: number, unit: text });
const rep = shape({
  index: number,
  side: text,
  counted: flag,
  reason: nullable(text),
  seconds: number,
  measures: table(measure),
  findings: withDefault(list(text), []),
  score: nullable(number),
  by_hand: flag,
});
export type LoggedRep = Checked<typeof rep>;
const loggedSet = shape({
  id: text,
  exercise: text,
  title: text,
  is_look: withDefault(flag, false),
  side: text,
  number,
  source: text,
  view: nullable(text),
  load_text: nullable(text),
  count: number,
  clean: nullable(number),
  effort_rir: nullable(number),
  pain: nullable(number),
  note: text,
  reps: list(rep),
  measures: table(measure),
  not_measured: list(shape({ signal: text, reason: text, advice: nullable(text) })),
});
export type LoggedSet = Checked<typeof loggedSet>;
const detail = shape({ ...inShort, sets: list(loggedSet) });
export type SessionDetail = Checked<typeof detail>;

const removed = shape({ undo: text });
const imported = shape({
  app: text,
  is_written: flag,
  sessions: number,
  new_sessions: number,
  sets: number,
  reps: number,
  unknown: table(number),
  left_out: table(number),
});
export type Imported = Checked<typeof imported>;

export const journal = {
  page: (before: string | null) =>
    get(before === null ? "/api/journal/sessions" : `/api/journal/sessions?before=${before}`, page),
  session: (id: string) => get(`/api/journal/sessions/${encodeURIComponent(id)}`, detail),
  removeSession: (id: string) =>
    send("DELETE", `/api/journal/sessions/${encodeURIComponent(id)}`, {}, removed),
  removeSet: (id: string, set: string) =>
    send(
      "DELETE",
      `/api/journal/sessions/${encodeURIComponent(id)}/sets/${encodeURIComponent(set)}`,
      {},
      removed,
    ),
  undo: (key: string) => post(`/api/journal/undo/${encodeURIComponent(key)}`, {}, detail),
  mendSet: (set: string, change: { effort_rir?: number; pain?: number }) =>
    send("PATCH", `/api/journal/sets/${encodeURIComponent(set)}`, change, nothing),
  mendRep: (set: string, index: number, counted: boolean) =>
    send(
      "PATCH",
      `/api/journal/sets/${encodeURIComponent(set)}/reps/${index}`,
      { counted },
      nothing,
    ),
  /** Checks a file, or with `write` takes it over. */
  take: (file: File, write: boolean): Promise<Imported> =>
    ask(`/api/import?dry_run=${String(!write)}`, { method: "POST", body: file }, imported),
  erase: () => send("DELETE", "/api/journal", { confirm: "delete everything" }, nothing),
} as const;
