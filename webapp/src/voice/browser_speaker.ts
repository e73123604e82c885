/** The browser's speech synthesis as a `Speaker`; silent where there is none. */

import type { Speaker } from "./speech.ts";

export interface VoiceSettings {
  readonly isOn: boolean;
  /** 0..1 */
  readonly volume: number;
  readonly language: string;
  /** `voiceURI` of the voice chosen, or null for the language's own. */
  readonly voice: string | null;
}

// Some browsers never say that they are done: no sentence of ours takes longer than this.
const LONGEST_MS = 2500;
const MS_PER_LETTER = 110;

export function voicesOf(language: string): readonly SpeechSynthesisVoice[] {
  const synthesis = globalThis.speechSynthesis;
  return synthesis?.getVoices().filter((voice) => voice.lang.startsWith(language)) ?? [];
}

export function browserSpeaker(settings: () => VoiceSettings): Speaker {
  const synthesis: SpeechSynthesis | undefined = globalThis.speechSynthesis;
  return {
    speak(text, done) {
      const { isOn, volume, language, voice } = settings();
      if (!synthesis || !isOn || volume === 0) return done();
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = language;
      utterance.volume = volume;
      utterance.voice = voicesOf(language).find(({ voiceURI }) => voiceURI === voice) ?? null;
      const timer = setTimeout(end, LONGEST_MS + MS_PER_LETTER * text.length);
      function end(): void {
        clearTimeout(timer);
        utterance.onend = utterance.onerror = null;
        done();
      }
      utterance.onend = utterance.onerror = end;
      synthesis.speak(utterance);
    },
    cancel() {
      synthesis?.cancel();
    },
  };
}
