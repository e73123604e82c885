/** A measure of a look in words: "12° ± 16°", "0.03 ± 0.02". */

import type { Numbers } from "../strings/language.ts";

export function lookValue(
  { value, error, unit }: { value: number; error: number; unit: string },
  numbers: Numbers,
): string {
  if (unit !== "") return numbers.measured(value, unit, error);
  return `${numbers.plain(value, 2)} ± ${numbers.plain(error, 2)}`;
}
