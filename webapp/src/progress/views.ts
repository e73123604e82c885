/** Series of the server as the charts want them. */

import type { Numbers } from "../strings/language.ts";
import type { Strings } from "../strings/en.ts";
import type { ExerciseWork, PainWeek, Step, Test, Work } from "./api.ts";
import type { Band, ChartPoint, ChartSeries } from "./chart.ts";

const PERCENT = 100;
export const DAYS_OF: Readonly<Record<Step, number>> = { day: 1, week: 7, month: 30 };

/** Tests of the same name, left and right together. */
export interface TestGroup {
  readonly label: string;
  readonly title: string;
  readonly unit: string;
  readonly tests: readonly Test[];
}

export function testGroups(tests: readonly Test[]): readonly TestGroup[] {
  const groups = new Map<string, Test[]>();
  for (const test of tests) {
    const key = `${test.exercise}/${test.label}`;
    groups.set(key, [...(groups.get(key) ?? []), test]);
  }
  return [...groups.values()].flatMap((group) => {
    const first = group[0];
    return first
      ? [{ label: first.label, title: first.title, unit: first.unit, tests: group }]
      : [];
  });
}

export function testSeries(group: TestGroup, t: Strings, numbers: Numbers): ChartSeries[] {
  return group.tests.map((test) => ({
    name: t.sides[test.side === "left" || test.side === "right" ? test.side : "both"],
    mark: test.side === "right" ? "square" : "circle",
    kind: "line",
    points: test.points.map((point) => ({
      day: point.day,
      value: point.value,
      isFull: point.kind !== "within_noise",
      text: [
        measured(point.value, test.unit, numbers, point.error || null),
        point.kind === "within_noise" ? "" : t.progress.kinds[point.kind],
        point.is_baseline ? t.progress.baselineMark : "",
      ]
        .filter(Boolean)
        .join(", "),
    })),
  }));
}

/** The noise around the start of each side. */
export function testBands(group: TestGroup): Band[] {
  return group.tests.flatMap(({ side, start, noise }) =>
    start === null
      ? []
      : [
          {
            mark: side === "right" ? ("square" as const) : ("circle" as const),
            low: start - noise.real_change,
            high: start + noise.real_change,
          },
        ],
  );
}

/** Such as "52° ± 6°"; reps and bare numbers without a unit. */
export function measured(
  value: number,
  unit: string,
  numbers: Numbers,
  error: number | null = null,
): string {
  if (unit === "deg") return numbers.measured(value, unit, error);
  return numbers.plain(value, unit === "" ? 2 : 1);
}

export function cleanSeries({ weeks }: ExerciseWork, t: Strings, numbers: Numbers): ChartSeries {
  return {
    name: t.progress.columns.clean,
    mark: "circle",
    kind: "line",
    points: weeks.flatMap(({ day, clean, score }) =>
      clean === null || score === null
        ? []
        : [plainPoint(day, clean * PERCENT, `${numbers.plain(clean * PERCENT)} %`)],
    ),
  };
}

export function repSeries({ weeks }: ExerciseWork, t: Strings, numbers: Numbers): ChartSeries {
  return {
    name: t.progress.reps,
    mark: "circle",
    kind: "bars",
    points: weeks.map(({ day, reps }) => plainPoint(day, reps, numbers.plain(reps))),
  };
}

/** Dumbbells in kilograms, else bands by their number; none where there is no load. */
export function loadSeries({ weeks }: ExerciseWork, t: Strings, numbers: Numbers): ChartSeries {
  const points = weeks.flatMap((week) => {
    const load = week.mass_kg ?? week.band;
    return load === null ? [] : [plainPoint(week.day, load, loadText(week, t, numbers))];
  });
  return { name: t.progress.load, mark: "square", kind: "line", points };
}

export function loadText({ mass_kg: mass, band }: Work, t: Strings, numbers: Numbers): string {
  if (mass !== null) return t.step.kilograms(numbers.plain(mass, 1));
  return band === null ? "–" : t.step.band(band);
}

export function painSeries(weeks: readonly PainWeek[], t: Strings): ChartSeries[] {
  return [
    {
      name: t.progress.columns.days,
      mark: "square",
      kind: "bars",
      points: weeks.map(({ day, days }) => plainPoint(day, days, String(days))),
    },
    {
      name: t.progress.highest,
      mark: "circle",
      kind: "line",
      points: weeks.flatMap(({ day, highest }) =>
        highest === null ? [] : [{ ...plainPoint(day, highest, String(highest)), isFull: true }],
      ),
    },
  ];
}

function plainPoint(day: string, value: number, text: string): ChartPoint {
  return { day, value, isFull: false, text };
}
