/** Everything that is heard: the voice and the tone, as the settings have it. */

import { browserSpeaker } from "../voice/browser_speaker.ts";
import type { Lines } from "../voice/lines.ts";
import { type Message, SpeechQueue } from "../voice/speech.ts";
import { RangeTone } from "../voice/tone.ts";
import type { Settings } from "./settings.svelte.ts";

// Done on all fours and lying on the side: nobody can look at a screen then.
const SCREEN_OUT_OF_SIGHT: ReadonlySet<string> = new Set(["cat_cow", "thoracic_rotation"]);

export class Sound {
  readonly #settings: Settings;
  readonly #speech: SpeechQueue;
  readonly #tone = new RangeTone();

  constructor(settings: Settings) {
    this.#settings = settings;
    const speaker = browserSpeaker(() => {
      const { voiceOn, volume, language, voice } = settings.choices;
      return { isOn: voiceOn, volume, language, voice };
    });
    this.#speech = new SpeechQueue(speaker, () => performance.now());
  }

  /** To be called in answer to a tap or key: browsers are silent before. */
  unlock(): void {
    this.#tone.unlock();
  }

  tell({ count, say }: Lines): void {
    if (count !== undefined) this.#speech.count(count);
    if (say) this.#speech.say(say);
  }

  say(text: string, importance: Message["importance"] = "info"): void {
    this.#speech.say({ text, importance });
  }

  follow(exercise: string, share: number): void {
    const { tone, voiceOn, volume } = this.#settings.choices;
    const isWanted = tone === "on" || (tone === "auto" && SCREEN_OUT_OF_SIGHT.has(exercise));
    if (isWanted && voiceOn) this.#tone.follow(share, volume);
    else this.#tone.stop();
  }

  still(): void {
    this.#tone.stop();
  }

  silence(): void {
    this.#tone.stop();
    this.#speech.silence();
  }
}
