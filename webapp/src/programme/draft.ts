/** What is being filled in at the first start; sent only at the end. */

import type { Person } from "./api.ts";

export type Draft = {
  -readonly [K in Exclude<keyof Person, "screened_on" | "language">]: Person[K];
};

/** What the server says of the person, to be changed; nothing is assumed that it does not say. */
export function draftOf(person: Person | null): Draft {
  const { screened_on: _day, language: _language, ...rest } = person ?? NOBODY;
  return { ...rest, answers: { ...rest.answers } };
}

// Shown only until the server has answered.
const NOBODY: Person = {
  bands: [],
  dumbbells_kg: [],
  has_mat: true,
  has_wall: true,
  has_anchor: false,
  level: "beginner",
  days_per_week: 3,
  weekdays: [],
  minutes: 20,
  anchor: "",
  goals: [],
  answers: {},
  screened_on: null,
  agreed: false,
  keeps_tracks: false,
  language: "en",
};
