/**
 * What is said aloud, one thing at a time. Theory of operation:
 *
 * - Two places wait: one for a *count*, one for a *message* (cue, notice, side change …). A newer count
 *   replaces an older one; a message gives way to one at least as important.
 * - When the voice is free the count goes first, then the message, each only while still fresh.
 * - A safety message ends what is being said, unless that is a safety message too.
 */

export type Importance = "safety" | "cue" | "info" | "praise";

export interface Message {
  readonly text: string;
  readonly importance: Importance;
}

/** The part of speech synthesis that is used. `done` is called once: ended, failed or cancelled. */
export interface Speaker {
  speak(text: string, done: () => void): void;
  cancel(): void;
}

interface Waiting<T> {
  readonly what: T;
  readonly sinceMs: number;
}

const RANK: Readonly<Record<Importance, number>> = { safety: 3, cue: 2, info: 1, praise: 0 };
const COUNT_FRESH_MS = 1500;
const FRESH_MS: Readonly<Record<Importance, number>> = {
  safety: 6000,
  cue: 3500,
  info: 8000,
  praise: 2500,
};

export class SpeechQueue {
  readonly #speaker: Speaker;
  readonly #nowMs: () => number;
  #count: Waiting<string> | null = null;
  #message: Waiting<Message> | null = null;
  #speaking: Importance | "count" | null = null;
  #turn = 0;

  constructor(speaker: Speaker, nowMs: () => number) {
    this.#speaker = speaker;
    this.#nowMs = nowMs;
  }

  count(text: string): void {
    this.#count = { what: text, sinceMs: this.#nowMs() };
    this.#next();
  }

  say(message: Message): void {
    const waiting = this.#message;
    const gives =
      !waiting ||
      this.#isStale(waiting) ||
      RANK[message.importance] >= RANK[waiting.what.importance];
    if (gives) this.#message = { what: message, sinceMs: this.#nowMs() };
    if (message.importance === "safety" && this.#speaking && this.#speaking !== "safety") {
      this.#speaking = null;
      this.#turn += 1; // the end of what was cut off is not the end of what follows
      this.#count = null;
      this.#speaker.cancel();
    }
    this.#next();
  }

  silence(): void {
    this.#count = this.#message = this.#speaking = null;
    this.#turn += 1;
    this.#speaker.cancel();
  }

  #next(): void {
    if (this.#speaking) return;
    const count = this.#count;
    this.#count = null;
    if (count && this.#nowMs() - count.sinceMs <= COUNT_FRESH_MS) {
      return this.#speak(count.what, "count");
    }
    const message = this.#message;
    this.#message = null;
    if (message && !this.#isStale(message)) {
      this.#speak(message.what.text, message.what.importance);
    }
  }

  #speak(text: string, as: Importance | "count"): void {
    this.#speaking = as;
    const turn = ++this.#turn;
    this.#speaker.speak(text, () => {
      if (turn !== this.#turn) return;
      this.#speaking = null;
      this.#next();
    });
  }

  #isStale({ what, sinceMs }: Waiting<Message>): boolean {
    return this.#nowMs() - sinceMs > FRESH_MS[what.importance];
  }
}
