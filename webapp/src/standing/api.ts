/** The REST API of looks: the last seconds of pose frames go out, what they show comes back. */

import { type Checked, list, nullable, number, shape, text, withDefault } from "../wire/check.ts";
import { ask, get } from "../wire/rest.ts";

const ADDRESS = "/api/still/standing";

const info = shape({
  title: text,
  setup: list(text),
  hold_s: number,
  camera: shape({ place: text, height_m: list(number), distance_m: list(number) }),
});
export type LookInfo = Checked<typeof info>;

const placement = shape({ code: text, text, held_s: number, needs_s: number });
export type Placement = Checked<typeof placement>;

const measure = shape({
  name: text,
  label: text,
  means: withDefault(text, ""),
  value: number,
  error: number,
  unit: text,
  says: text,
});
export type LookMeasure = Checked<typeof measure>;
const missing = shape({
  name: text,
  label: text,
  reason: text,
  advice: withDefault(nullable(text), null),
});
const taken = shape({
  measures: list(measure),
  not_measured: list(missing),
  session: nullable(text),
});
export type Taken = Checked<typeof taken>;
const stillness = shape({ placement, look: nullable(taken) });
export type Stillness = Checked<typeof stillness>;

export const fetchLook = (): Promise<LookInfo> => get(ADDRESS, info);

/** What the frames show; with `keep` it is measured again and written into the journal. */
export function look(
  body: Uint8Array<ArrayBuffer>,
  model: string,
  keep: boolean,
): Promise<Stillness> {
  const query = new URLSearchParams({ model, keep: String(keep) });
  const headers = { "Content-Type": "application/octet-stream" };
  return ask(`${ADDRESS}?${query}`, { method: "POST", headers, body }, stillness);
}
