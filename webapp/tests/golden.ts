/** The golden messages that pytest reads too: tests/golden/live of the whole project. */

import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";

const FOLDER = resolve(import.meta.dirname, "../../tests/golden/live");

export function goldenNames(prefix: string, ending: string): readonly string[] {
  return readdirSync(FOLDER).filter((name) => name.startsWith(prefix) && name.endsWith(ending));
}

export function goldenText(name: string): string {
  return readFileSync(resolve(FOLDER, name), "utf-8");
}

/** As it travels: without the line breaks that make the file readable. */
export function goldenLine(name: string): string {
  return JSON.stringify(JSON.parse(goldenText(name)));
}

export function goldenBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(resolve(FOLDER, name)));
}
