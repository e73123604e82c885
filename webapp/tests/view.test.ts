import { describe, expect, it } from "vitest";
import { goldenText } from "./golden.ts";
import {
  EMPTY_VIEW,
  lastCounted,
  lastIndex,
  reduced,
  restLeftS,
  stepAfter,
  stepNow,
} from "../src/session/live_view.ts";
import { wishOf } from "../src/session/keys.ts";
import { cycleS, paceAt } from "../src/session/pace.ts";
import { Numbers, pickLanguage, stringsOf } from "../src/strings/language.ts";
import { linesFor } from "../src/voice/lines.ts";
import { EndRange, toneHz } from "../src/voice/tone.ts";
import { type ServerMessage, type SessionState, readServerMessage } from "../src/wire/messages.ts";

function golden(name: string): ServerMessage {
  const message = readServerMessage(goldenText(`down_${name}.json`));
  if (!message) throw new Error(`no golden message ${name}`);
  return message;
}

function stateOf(name: string): SessionState {
  const message = golden(name);
  if (message.type !== "state" && message.type !== "welcome") throw new Error("not a state");
  return message.state;
}

const counting = stateOf("state");
const speaking = {
  strings: stringsOf("en"),
  numbers: new Numbers("en"),
  titleOf: (name: string) => name,
};

describe("what is shown", () => {
  it("is the state that the server sends, and nothing else", () => {
    const view = reduced(EMPTY_VIEW, golden("state"));
    expect(view.state).toEqual(counting);
    expect(stepNow(counting)?.exercise).toBe("cat_cow");
    expect(stepAfter(counting)?.exercise).toBe("thoracic_rotation");
  });

  it("keeps progress and caption within a stage, and drops them with it", () => {
    const names = ["state", "progress", "cue", "gesture", "rep", "state"];
    const view = names.map(golden).reduce(reduced, EMPTY_VIEW);
    expect(view.progress?.share).toBe(0.62);
    expect(view.caption).toMatchObject({ kind: "cue", code: "too_fast" });
    expect(view.gesture?.held_s).toBe(1.2);
    expect(view.lastRep?.tempo["cat_s"]).toBe(1.9);
    expect(view.lastRep?.measures["spine_arc_deg"]).toEqual({ value: 52.1, error: 6 });
    const rested = reduced(view, golden("state_resting"));
    expect([rested.progress, rested.caption, rested.gesture]).toEqual([null, null, null]);
  });

  it("shows the same caption anew when it is said anew", () => {
    const once = reduced(EMPTY_VIEW, golden("cue"));
    expect(reduced(once, golden("cue")).caption?.number).toBe(2);
  });

  it("takes away the last rep that counts, not one that was struck", () => {
    expect([lastCounted(counting), lastIndex(counting)]).toEqual([3, 4]);
  });

  it("never shows a rest below nothing", () => {
    const resting = stateOf("state_resting");
    const ends = Date.parse(resting.rest_ends_at ?? "");
    expect(restLeftS(resting, ends - 12_500)).toBe(12.5);
    expect(restLeftS(resting, ends + 5000)).toBe(0);
  });
});

describe("what is said", () => {
  it("is the count for a rep, and the last but one announces the last", () => {
    const view = reduced(EMPTY_VIEW, golden("state"));
    expect(linesFor(golden("rep"), view, speaking)).toEqual({ count: "2" });
    const seventh = { ...golden("rep"), count: 7 } as ServerMessage;
    expect(linesFor(seventh, view, speaking).say?.text).toBe("One more.");
  });

  it("ranks a cue by its severity", () => {
    const cue = { type: "cue", check: "jerky", severity: "safety", text: "Slow." } as const;
    expect(linesFor(cue, EMPTY_VIEW, speaking).say?.importance).toBe("safety");
    expect(linesFor(golden("cue_praise"), EMPTY_VIEW, speaking).say?.importance).toBe("praise");
  });

  it("says where to stand once, not with every frame", () => {
    const first = linesFor(golden("placement"), EMPTY_VIEW, speaking);
    expect(first.say?.text).toContain("Turn the mat");
    const view = reduced(EMPTY_VIEW, golden("placement"));
    expect(linesFor(golden("placement"), view, speaking)).toEqual({});
    expect(linesFor(golden("placement_ok"), view, speaking).say?.text).toContain("Hold still");
  });

  it("says nothing when a state comes again in the same stage", () => {
    const view = reduced(EMPTY_VIEW, golden("state"));
    expect(linesFor(golden("state"), view, speaking)).toEqual({});
    expect(linesFor(golden("state_paused"), view, speaking).say?.text).toContain("Paused");
  });
});

describe("keys", () => {
  it.each([
    [" ", { command: "pause" }],
    ["n", { command: "end_set" }],
    ["r", { command: "tap_rep" }],
    ["x", { command: "strike_rep", index: 3 }],
    ["b", { command: "back" }],
    ["?", "help"],
    ["q", null],
  ])("%s while counting", (key, wish) => {
    expect(wishOf(key, counting)).toEqual(wish);
  });

  it("do nothing of a session where there is none", () => {
    expect(wishOf("n", null)).toBeNull();
    expect(wishOf("?", null)).toBe("help");
  });

  it("go on from a pause", () => {
    expect(wishOf(" ", stateOf("state_paused"))).toEqual({ command: "go_on" });
  });
});

describe("the pace", () => {
  const phases = [
    { name: "pull", label: "Pull", breath: "out", seconds: [1, 3] },
    { name: "hold", label: "Hold", breath: "easy", seconds: [1, 1] },
    { name: "return", label: "Return", breath: "in", seconds: [2, 4] },
  ];

  it("goes out, holds and comes back", () => {
    expect(cycleS(phases)).toBe(6);
    expect(paceAt(phases, 1)).toMatchObject({ share: 0.5, cycles: 0, leftS: 1 });
    expect(paceAt(phases, 2.5)).toMatchObject({ share: 1 });
    expect(paceAt(phases, 6 + 4.5)).toMatchObject({ share: 0.5, cycles: 1 });
  });

  it("is nothing before it starts, or without phases", () => {
    expect(paceAt(phases, -1)).toBeNull();
    expect(paceAt([], 1)).toBeNull();
  });
});

describe("the tone", () => {
  it("rises by an octave over the range and stays within it", () => {
    expect(toneHz(1) / toneHz(0)).toBeCloseTo(2);
    expect(toneHz(1.4)).toBe(toneHz(1));
  });

  it("clicks once at the end range, and again only after coming back", () => {
    const end = new EndRange();
    const clicks = [0.5, 0.98, 1, 0.96, 0.99, 0.5, 0.99].map((share) => end.reached(share));
    expect(clicks).toEqual([false, true, false, false, false, false, true]);
  });
});

describe("languages", () => {
  it("are picked from what the browser wants", () => {
    expect(pickLanguage(["fr-FR", "de-AT", "en"])).toBe("de");
    expect(pickLanguage(["fr"])).toBe("en");
  });

  it("write numbers their own way", () => {
    expect(new Numbers("de").measured(1.5, "kg")).toBe("1,5 kg");
    expect(new Numbers("en").measured(52.1, "deg", 6)).toBe("52° ± 6°");
    expect(new Numbers("en").clock(74.2)).toBe("1:15");
  });
});
