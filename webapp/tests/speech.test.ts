import { describe, expect, it } from "vitest";
import { type Speaker, SpeechQueue } from "../src/voice/speech.ts";

class FakeSpeaker implements Speaker {
  readonly said: string[] = [];
  #done: (() => void) | null = null;

  speak(text: string, done: () => void): void {
    if (this.#done) throw new Error(`"${text}" talks over what is being said`);
    this.said.push(text);
    this.#done = done;
  }

  cancel(): void {
    this.#done = null;
  }

  ends(): void {
    const done = this.#done;
    this.#done = null;
    done?.();
  }
}

function scene() {
  const speaker = new FakeSpeaker();
  const clock = { nowMs: 0 };
  return { speaker, clock, queue: new SpeechQueue(speaker, () => clock.nowMs) };
}

describe("the speech queue", () => {
  it("lets a cue wait for the count before it", () => {
    const { speaker, queue } = scene();
    queue.count("3");
    queue.say({ text: "Elbows close.", importance: "cue" });
    expect(speaker.said).toEqual(["3"]);
    speaker.ends();
    expect(speaker.said).toEqual(["3", "Elbows close."]);
  });

  it("says a count before a cue that waits longer", () => {
    const { speaker, queue } = scene();
    queue.say({ text: "Go.", importance: "info" });
    queue.say({ text: "Elbows close.", importance: "cue" });
    queue.count("1");
    speaker.ends();
    expect(speaker.said).toEqual(["Go.", "1"]);
  });

  it("keeps only the newest of two waiting cues", () => {
    const { speaker, queue } = scene();
    queue.count("1");
    queue.say({ text: "old", importance: "cue" });
    queue.say({ text: "new", importance: "cue" });
    speaker.ends();
    speaker.ends();
    expect(speaker.said).toEqual(["1", "new"]);
  });

  it("does not let praise push out a cue", () => {
    const { speaker, queue } = scene();
    queue.count("1");
    queue.say({ text: "cue", importance: "cue" });
    queue.say({ text: "praise", importance: "praise" });
    speaker.ends();
    expect(speaker.said).toEqual(["1", "cue"]);
  });

  it("cuts everything short for safety, once", () => {
    const { speaker, queue } = scene();
    queue.say({ text: "A long explanation", importance: "info" });
    queue.say({ text: "Toes up.", importance: "safety" });
    queue.say({ text: "Flat back.", importance: "safety" });
    expect(speaker.said).toEqual(["A long explanation", "Toes up."]);
    speaker.ends();
    expect(speaker.said.at(-1)).toBe("Flat back.");
  });

  it("drops what has grown stale", () => {
    const { speaker, clock, queue } = scene();
    queue.say({ text: "Go.", importance: "info" });
    queue.count("1");
    queue.say({ text: "cue", importance: "cue" });
    clock.nowMs = 5000;
    speaker.ends();
    expect(speaker.said).toEqual(["Go."]);
    queue.count("2");
    expect(speaker.said.at(-1)).toBe("2");
  });

  it("counts the newest number only", () => {
    const { speaker, queue } = scene();
    queue.say({ text: "Go.", importance: "info" });
    queue.count("1");
    queue.count("2");
    speaker.ends();
    speaker.ends();
    expect(speaker.said).toEqual(["Go.", "2"]);
  });

  it("is not confused by the late end of what was cut off", () => {
    let ends = 0;
    const dones: (() => void)[] = [];
    const queue = new SpeechQueue(
      { speak: (_, done) => dones.push(done), cancel: () => (ends += 1) },
      () => 0,
    );
    queue.say({ text: "info", importance: "info" });
    queue.say({ text: "safety", importance: "safety" });
    queue.count("1");
    dones[0]?.();
    expect([ends, dones.length]).toEqual([1, 2]);
    dones[1]?.();
    expect(dones.length).toBe(3);
  });
});
