/** Where days and values lie on a chart: plain sums, no drawing. */

export type Mark = "circle" | "square";

export interface ChartPoint {
  readonly day: string;
  readonly value: number;
  /** Drawn filled: something to notice, such as a real change. */
  readonly isFull: boolean;
  /** What the point says, with its unit. */
  readonly text: string;
}

/** From where to where the values of a series are no real change. */
export interface Band {
  readonly mark: Mark;
  readonly low: number;
  readonly high: number;
}

export interface ChartSeries {
  readonly name: string;
  readonly mark: Mark;
  readonly kind: "line" | "bars" | "dots";
  readonly points: readonly ChartPoint[];
}

const MS_A_DAY = 86_400_000;
const DAYS_A_YEAR = 365.25;
const STEPS = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000];

/** Days since 1970; dates have no time zone. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / MS_A_DAY);
}

export function dateOf(number: number): Date {
  return new Date(number * MS_A_DAY);
}

/** Round values between two ends, about `most` of them. */
export function valueTicks(low: number, high: number, most: number): readonly number[] {
  const step = STEPS.find((each) => (high - low) / each <= most) ?? (high - low) / most;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => (first + n) * step);
}

/** First days of months or years between two days, about `most` of them. */
export function dayTicks(first: number, last: number, most: number): readonly number[] {
  const months = ((last - first) / DAYS_A_YEAR) * 12;
  const step = [1, 2, 3, 6, 12, 24, 60].find((each) => months / each <= most) ?? 120;
  const begin = dateOf(first);
  const found: number[] = [];
  let month = Math.ceil((begin.getUTCFullYear() * 12 + begin.getUTCMonth()) / step) * step;
  for (; found.length <= most + 1; month += step) {
    const day = Math.round(Date.UTC(Math.floor(month / 12), month % 12, 1) / MS_A_DAY);
    if (day > last) break;
    if (day >= first) found.push(day);
  }
  return found;
}

export interface Span {
  readonly low: number;
  readonly high: number;
}

/** A span that holds all values with a little air; never empty. */
export function spanOf(values: readonly number[], floor: number | null): Span {
  const low = Math.min(...values, ...(floor === null ? [] : [floor]));
  const high = Math.max(...values);
  const air = (high - low) * 0.08 || 1;
  return { low: floor !== null && low >= floor ? floor : low - air, high: high + air };
}

export class Scale {
  readonly #from: Span;
  readonly #to: Span;

  constructor(from: Span, to: Span) {
    this.#from = from;
    this.#to = to;
  }

  at(value: number): number {
    const share = (value - this.#from.low) / (this.#from.high - this.#from.low || 1);
    return this.#to.low + share * (this.#to.high - this.#to.low);
  }
}

/** The one of sorted numbers that is nearest. */
export function nearest(numbers: readonly number[], wanted: number): number {
  return numbers.reduce(
    (best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best),
    numbers[0] ?? wanted,
  );
}
