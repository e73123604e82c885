import { readFileSync } from "node:fs";
import { resolve as pathOf } from "node:path";
import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Stillness } from "../src/standing/api.ts";
import { FRAMES_HZ, FrameWindow, WINDOW_S } from "../src/standing/frame_window.ts";
import LookResult from "../src/standing/LookResult.svelte";
import StandingSection from "../src/standing/StandingSection.svelte";
import { StandingLook } from "../src/standing/standing_look.svelte.ts";
import { lookValue } from "../src/standing/value.ts";
import { de } from "../src/strings/de.ts";
import { en } from "../src/strings/en.ts";
import { Numbers } from "../src/strings/language.ts";
import { encodeFrame, nobody } from "../src/wire/frame.ts";

const numbers = new Numbers("en");
const FRAME_BYTES = encodeFrame(nobody(0, 640, 480), 0).byteLength;

function seen(code: string, heldS: number, look: Stillness["look"] = null): Stillness {
  return { placement: { code, text: `text of ${code}`, held_s: heldS, needs_s: 2.5 }, look };
}

const TAKEN = {
  measures: [
    {
      name: "head_forward_deg",
      label: "Head before the shoulders",
      means: "0 is straight above them.",
      value: 12.3,
      error: 16,
      unit: "deg",
      says: "Too few days yet to compare.",
    },
  ],
  not_measured: [
    {
      name: "upper_back_curvature",
      label: "Upper-back curve",
      reason: "the outline of the back could not be read",
      advice: null,
    },
  ],
  session: null,
};

/** A look whose server answers what is put into `answers`, in a time that stands. */
function aLook(...answers: (Stillness | Error)[]) {
  const asked: { body: Uint8Array; keep: boolean }[] = [];
  const said: string[] = [];
  const clock = { ms: 0 };
  const look = new StandingLook({
    look: (body, _, keep) => {
      asked.push({ body, keep });
      const answer = answers[Math.min(asked.length, answers.length) - 1];
      return answer instanceof Error || !answer
        ? Promise.reject(answer ?? new Error("no answer"))
        : Promise.resolve(answer);
    },
    nowMs: () => clock.ms,
    model: () => "full",
    say: ({ text }) => said.push(text),
  });
  const watch = async (seconds: number): Promise<void> => {
    const endMs = clock.ms + 1000 * seconds;
    for (; clock.ms < endMs; clock.ms += 33) {
      if (look.wantsFrame) look.sendFrame(nobody(clock.ms / 1000, 640, 480));
      await Promise.resolve().then(() => undefined);
    }
    await vi.waitFor(() => undefined);
  };
  return { look, asked, said, watch };
}

describe("the last seconds of frames", () => {
  it("are thinned, and the old ones forgotten", () => {
    const window = new FrameWindow();
    for (let i = 0; i < 300; i++) window.push(nobody(i / 30, 640, 480));
    const n = (window.body()?.length ?? 0) / (FRAME_BYTES + 4);
    expect(n).toBeGreaterThan(WINDOW_S * FRAMES_HZ * 0.8);
    expect(n).toBeLessThanOrEqual(WINDOW_S * FRAMES_HZ + 1);
    expect(window.body(1)?.length).toBeLessThanOrEqual(9 * (FRAME_BYTES + 4));
  });

  it("go out each after its length", () => {
    const window = new FrameWindow();
    window.push(nobody(0, 640, 480));
    window.push(nobody(1, 640, 480));
    const view = new DataView((window.body() ?? new Uint8Array()).buffer);
    expect(view.getUint32(0, true)).toBe(FRAME_BYTES);
    expect(view.getUint32(4 + FRAME_BYTES, true)).toBe(FRAME_BYTES);
    expect(view.getFloat64(2 * 4 + FRAME_BYTES + 8, true)).toBe(1);
  });

  it("begin anew when the clock goes back", () => {
    const window = new FrameWindow();
    window.push(nobody(100, 640, 480));
    window.push(nobody(1, 640, 480));
    expect(window.body()?.length).toBe(FRAME_BYTES + 4);
    expect(new FrameWindow().body()).toBeNull();
  });
});

describe("a look", () => {
  it("asks one at a time, and says each hint once", async () => {
    const { look, asked, said, watch } = aLook(seen("wrong_view", 0), seen("holding", 1));
    await watch(2);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.length).toBeLessThanOrEqual(6);
    expect(said).toEqual(["text of wrong_view", "text of holding"]);
    expect(look.placement?.held_s).toBe(1);
  });

  it("sends a moment until somebody holds still, then all of it", async () => {
    const { asked, watch } = aLook(seen("holding", 1));
    await watch(4);
    expect(asked[0]?.body.length).toBeLessThan(3 * (FRAME_BYTES + 4));
    expect(asked.at(-1)?.body.length).toBeGreaterThan(20 * (FRAME_BYTES + 4));
  });

  it("keeps the frames that were measured, and no others", async () => {
    const kept = seen("taken", 2.6, { ...TAKEN, session: "id-2" });
    const { look, asked, watch } = aLook(seen("taken", 2.6, TAKEN), kept);
    await watch(0.5);
    expect(look.stage).toBe("taken");
    expect(look.wantsFrame).toBe(false);
    await look.keep();
    expect(asked.map(({ keep }) => keep)).toEqual([false, true]);
    expect(asked[1]?.body).toBe(asked[0]?.body);
    expect(look.stage).toBe("kept");
  });

  it("may be kept again where that failed", async () => {
    const kept = seen("taken", 2.6, { ...TAKEN, session: "id-2" });
    const { look, watch } = aLook(seen("taken", 2.6, TAKEN), new Error("away"), kept);
    await watch(0.5);
    await look.keep();
    expect([look.stage, look.problem]).toEqual(["taken", "away"]);
    await look.keep();
    expect([look.stage, look.problem]).toEqual(["kept", null]);
  });

  it("begins again", async () => {
    const { look, watch } = aLook(seen("taken", 2.6, TAKEN), seen("holding", 0.5));
    await watch(0.5);
    look.again();
    expect([look.stage, look.taken, look.placement]).toEqual(["looking", null, null]);
    await watch(0.5);
    expect(look.placement?.code).toBe("holding");
  });

  it("tells that the server is away, and goes on", async () => {
    const { look, watch } = aLook(new Error("the server does not answer"), seen("holding", 1));
    await watch(0.2);
    expect(look.problem).toBe("the server does not answer");
    await watch(1);
    expect(look.problem).toBeNull();
  });
});

describe("what is shown", () => {
  let shown: Record<string, unknown> | null = null;
  afterEach(() => {
    if (shown) void unmount(shown);
    shown = null;
    document.body.innerHTML = "";
  });

  it("is each measure with its error and what it means, or why there is none", async () => {
    const { look, watch } = aLook(seen("taken", 2.6, TAKEN));
    await watch(0.5);
    const props = { look, t: en, numbers, onagain: vi.fn(), onclose: vi.fn() };
    shown = mount(LookResult, { target: document.body, props });
    flushSync();
    const text = document.body.textContent ?? "";
    expect(text).toContain("12° ± 16°");
    expect(text).toContain("Too few days yet to compare.");
    expect(text).toContain("Not measured: the outline of the back could not be read.");
    const names = [...document.querySelectorAll("button")].map((each) => each.textContent);
    expect(names).toEqual(["Keep", "Again", "Close"]);
    expect(document.activeElement?.textContent).toBe("What I saw");
  });

  it("offers nothing to keep where nothing was measured", async () => {
    const { look, watch } = aLook(seen("taken", 2.6, { ...TAKEN, measures: [] }));
    await watch(0.5);
    const props = { look, t: en, numbers, onagain: vi.fn(), onclose: vi.fn() };
    shown = mount(LookResult, { target: document.body, props });
    flushSync();
    const names = [...document.querySelectorAll("button")].map((each) => each.textContent);
    expect(names).toEqual(["Again", "Close"]);
  });

  it("calls no change of standing a gain or a loss", () => {
    const measuresNothing = class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    };
    vi.stubGlobal("ResizeObserver", measuresNothing);
    const test = {
      exercise: "standing",
      title: "Standing relaxed",
      label: "Head position, standing relaxed",
      side: "both",
      unit: "deg",
      step: "day" as const,
      points: ["2026-05-04", "2026-06-04"].map((day, i) => ({
        day,
        value: 10 + 20 * i,
        lowest: 10,
        highest: 30,
        error: 16,
        n: 1,
        is_baseline: false,
        kind: i ? ("worse" as const) : ("within_noise" as const),
      })),
      start: 10,
      now: 30,
      noise: { real_change: 10, is_own: false },
      change: { kind: "better" as const, difference: 20 },
      best: null,
      says: "20° more than at the start: a real change, beyond ±10°.",
    };
    const props = { tests: [test], t: en, numbers, language: "en", onlook: vi.fn() };
    shown = mount(StandingSection, { target: document.body, props });
    flushSync();
    const text = document.body.textContent ?? "";
    expect(text).toContain("real change");
    expect(text).not.toMatch(/gain|loss|better|worse/);
    document.querySelector("button")?.click();
    expect(props.onlook).toHaveBeenCalledOnce();
  });

  it("writes a curve without a unit and an angle with one", () => {
    expect(lookValue({ value: 0.034, error: 0.02, unit: "" }, numbers)).toBe("0.03 ± 0.02");
    expect(lookValue({ value: 12.3, error: 16, unit: "deg" }, numbers)).toBe("12° ± 16°");
  });
});

describe("in German", () => {
  const root = pathOf(import.meta.dirname, "../../src/upperback");
  const look = readFileSync(pathOf(root, "exercises/still/standing.toml"), "utf-8");
  const watch = readFileSync(pathOf(root, "coach/still_watch.py"), "utf-8");

  it("there is every sentence of the look", () => {
    const ofLook = [
      ...look.matchAll(/^(?:title|purpose|place|advice|says|label|means) = "(.+)"$/gm),
      ...(/^setup = \[([^\]]+)\]/m.exec(look)?.[1] ?? "").matchAll(/"([^"]+)"/g),
    ].map((match) => match[1] ?? "");
    const ofWatch = [...watch.matchAll(/^_\w+ = "(.+)"$|return "(the .+|needs .+)"$/gm)].map(
      (match) => match[1] ?? match[2] ?? "",
    );
    expect(ofLook.length).toBeGreaterThan(10);
    expect(ofWatch.length).toBe(6);
    const missing = [...ofLook, ...ofWatch].filter(
      (text) => !Object.hasOwn(de.fromServer.texts, text),
    );
    expect(missing).toEqual([]);
  });
});
