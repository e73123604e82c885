/** Which language the page speaks, and numbers and texts in it. */

import { type Strings, en } from "./en.ts";
import { de } from "./de.ts";

export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const CATALOGUES: Readonly<Record<Language, Strings>> = { en, de };

function isLanguage(code: string): code is Language {
  return Object.hasOwn(CATALOGUES, code);
}

/** The first of the wanted languages that there is; English else. */
export function pickLanguage(wanted: readonly string[]): Language {
  const codes = wanted.map((tag) => tag.toLowerCase().slice(0, 2));
  return codes.find(isLanguage) ?? "en";
}

export function stringsOf(language: Language): Strings {
  return CATALOGUES[language];
}

/** The language as it is written where the person lives: 22 Nov or Nov 22. */
export function localeOf(language: Language): string {
  return navigator.languages?.find((tag) => tag.toLowerCase().startsWith(language)) ?? language;
}

/** A sentence of the server in the page's language: by itself, its form or its code, else as it came. */
export function translated(strings: Strings, text: string, code?: string): string {
  const { texts, codes, patterns } = strings.fromServer;
  const known = texts[text];
  if (known !== undefined) return known;
  for (const [form, sentence] of patterns) {
    const match = form.exec(text);
    // What a form holds may be known itself, such as the name of an exercise.
    if (match) return sentence.replace(/\$(\d)/g, (_, n) => translated(strings, match[n] ?? ""));
  }
  return (code === undefined ? undefined : codes[code]) ?? text;
}

function listed(strings: Strings, words: string): string {
  const names = words.split(", ").map((name) => translated(strings, name));
  return names.join(", ");
}

/** A drawing of the server with its words in the page's language. */
export function drawnIn(strings: Strings, svg: string): string {
  // Its long description is for screen readers; one in another language helps nobody.
  const described = strings === en ? svg : svg.replace(/<desc>[^<]*<\/desc>/, "");
  return described.replace(/(<text[^>]*>|<title>)([^<]+)/g, (_, tag: string, words: string) => {
    const known = translated(strings, words);
    // The title of a muscle may name several.
    return tag + (known === words ? listed(strings, words) : known);
  });
}

const UNITS: Readonly<Record<string, string>> = { deg: "°", s: " s", m: " m", kg: " kg", n: " N" };

/** Writes numbers as the language does. */
export class Numbers {
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
  }

  plain(value: number, digits = 0): string {
    const format = new Intl.NumberFormat(this.#language, { maximumFractionDigits: digits });
    return format.format(value);
  }

  /** Such as "52°" or "52° ± 6°". */
  measured(value: number, unit: string, error: number | null = null): string {
    const digits = unit === "deg" ? 0 : 1;
    const sign = UNITS[unit] ?? (unit ? ` ${unit}` : "");
    const main = `${this.plain(value, digits)}${sign}`;
    return error === null ? main : `${main} ± ${this.plain(error, digits)}${sign}`;
  }

  /** Such as "0:45". */
  clock(seconds: number): string {
    const whole = Math.max(0, Math.ceil(seconds));
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  }

  /** A date of the wall clock, such as "4 May 2026". */
  day(day: string): string {
    const format = new Intl.DateTimeFormat(localeOf(this.#language), {
      dateStyle: "medium",
      timeZone: "UTC",
    });
    return format.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
  }

  seconds(seconds: number): string {
    return this.measured(seconds, "s");
  }
}
