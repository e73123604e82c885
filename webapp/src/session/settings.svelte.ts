/** What the person has chosen, kept in this browser. */

import { type Language, LANGUAGES, Numbers, pickLanguage, stringsOf } from "../strings/language.ts";

export type Theme = "auto" | "light" | "dark";
export type ToneWhen = "auto" | "on" | "off";

interface Choices {
  readonly language: Language;
  readonly theme: Theme;
  readonly voiceOn: boolean;
  readonly voice: string | null;
  readonly volume: number;
  readonly tone: ToneWhen;
  readonly mirror: boolean;
  readonly keys: boolean;
  readonly camera: string | null;
}

const KEY = "upperback.settings";

function defaults(): Choices {
  return {
    language: pickLanguage(navigator.languages ?? [navigator.language]),
    theme: "auto",
    voiceOn: true,
    voice: null,
    volume: 1,
    tone: "auto",
    mirror: true,
    keys: true,
    camera: null,
  };
}

/** Stored choices over the defaults; a stored value of the wrong type is left out. */
export function readChoices(stored: string | null, base: Choices): Choices {
  let value: unknown = null;
  try {
    value = JSON.parse(stored ?? "null");
  } catch {
    return base;
  }
  if (typeof value !== "object" || value === null) return base;
  const entries = Object.entries(value).filter(([key, item]) => {
    const known: unknown = Reflect.get(base, key);
    return Object.hasOwn(base, key) && (typeof item === typeof known || known === null);
  });
  const merged: Choices = { ...base, ...Object.fromEntries(entries) };
  return Object.hasOwn(LANGUAGES, merged.language)
    ? merged
    : { ...merged, language: base.language };
}

export class Settings {
  #choices = $state<Choices>(readChoices(localStorage.getItem(KEY), defaults()));
  readonly strings = $derived(stringsOf(this.#choices.language));
  readonly numbers = $derived(new Numbers(this.#choices.language));

  get choices(): Choices {
    return this.#choices;
  }

  choose(change: Partial<Choices>): void {
    this.#choices = { ...this.#choices, ...change };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#choices));
    } catch {
      // A private window may keep nothing: the choice holds until the page closes.
    }
  }
}
