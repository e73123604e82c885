import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { de } from "../src/strings/de.ts";
import { en } from "../src/strings/en.ts";
import { drawnIn, translated } from "../src/strings/language.ts";

const EXERCISES = resolve(import.meta.dirname, "../../src/upperback/exercises/builtin");
// Keys of the exercise files whose texts the page shows.
const TEXT_KEYS = /^(title|summary|breathing|place|label|cue|praise|advice) = "(.+)"$/;
const UNSHOWN = /^\[+(muscles|dose|training|screening|reference)/;
const LIST_KEYS = /^(setup|easier|harder|ask_first|equipment) = \[/;

/** The texts of an exercise file that the page shows. */
function textsOf(toml: string): readonly string[] {
  const texts: string[] = [];
  let isInList = false;
  let isShown = true;
  for (const line of toml.split("\n")) {
    if (line.startsWith("[")) isShown = !UNSHOWN.test(line);
    if (!isShown) continue;
    const one = TEXT_KEYS.exec(line)?.[2];
    if (one) texts.push(one);
    isInList ||= LIST_KEYS.test(line);
    if (isInList) texts.push(...Array.from(line.matchAll(/"([^"]+)"/g), (match) => match[1] ?? ""));
    if (line.includes("]")) isInList = false;
  }
  return texts;
}

function leaves(value: unknown, path = ""): readonly [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, `${path}.${key}`));
}

describe("the German catalogue", () => {
  const files = readdirSync(EXERCISES).filter((name) => name.endsWith(".toml"));

  it.each(files)("has every text of %s", (file) => {
    const texts = textsOf(readFileSync(resolve(EXERCISES, file), "utf-8"));
    expect(texts.length).toBeGreaterThan(40);
    const missing = texts.filter((text) => !Object.hasOwn(de.fromServer.texts, text));
    expect(missing).toEqual([]);
  });

  it("leaves no text in English", () => {
    const english = new Map(leaves({ ...en, fromServer: null }));
    const meant = new Set([".app.name", ".resting.more", ".counting.pause"]);
    const same = leaves({ ...de, fromServer: null })
      .filter(([path, text]) => typeof text === "string" && english.get(path) === text)
      .map(([path]) => path)
      .filter((path) => !meant.has(path));
    expect(same).toEqual([]);
  });

  it("has no empty text", () => {
    const empty = leaves(de).filter(([, text]) => text === "");
    expect(empty).toEqual([]);
  });
});

describe("a drawing of the server", () => {
  const svg =
    "<svg><title>Muscles: Wall angel</title><desc>It shows …</desc>" +
    '<g><title>rhomboids, biceps</title></g><text x="1">helps</text></svg>';

  it("has its words in the page's language", () => {
    expect(drawnIn(de, svg)).toBe(
      "<svg><title>Muskeln: Wandengel</title>" +
        '<g><title>Rautenmuskeln, Bizeps</title></g><text x="1">hilft</text></svg>',
    );
    expect(drawnIn(en, svg)).toBe(svg);
  });
});

describe("a text of the server", () => {
  it("is translated by itself, by its code, or shown as it came", () => {
    expect(translated(de, "Arms long.")).toBe("Arme lang.");
    const strings = {
      ...de,
      fromServer: { texts: {}, codes: { dark: "Es ist zu dunkel." }, patterns: [] },
    };
    expect(translated(strings, "It is too dark here.", "dark")).toBe("Es ist zu dunkel.");
    expect(translated(de, "All 8 reps done, easily: now 10.")).toBe("Alle 8 geschafft: jetzt 10.");
    expect(translated(de, "I can't see your feet well. Is something in the way?", "hidden")).toBe(
      "Ich sehe deine Füße nicht gut. Ist etwas im Weg?",
    );
    expect(translated(de, "Quite new.", "new_code")).toBe("Quite new.");
    expect(translated(en, "Arms long.")).toBe("Arms long.");
  });
});
