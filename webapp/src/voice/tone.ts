/** A gentle tone that rises with the range, and a click at the end range: for eyes off the screen. */

const LOWEST_HZ = 196;
const OCTAVES = 1;
const LOUDEST = 0.06;
const GLIDE_S = 0.06;
const CLICK_AT = 0.97;
const CLICK_AGAIN_BELOW = 0.8;

export function toneHz(share: number): number {
  return LOWEST_HZ * 2 ** (OCTAVES * Math.min(1, Math.max(0, share)));
}

/** Says when the end range is reached, once each time. */
export class EndRange {
  #isPast = false;

  reached(share: number): boolean {
    if (share < CLICK_AGAIN_BELOW) this.#isPast = false;
    if (this.#isPast || share < CLICK_AT) return false;
    this.#isPast = true;
    return true;
  }
}

export class RangeTone {
  readonly #end = new EndRange();
  #context: AudioContext | null = null;
  #oscillator: OscillatorNode | null = null;
  #gain: GainNode | null = null;

  /** Browsers let sound begin only in answer to a tap or key. */
  unlock(): void {
    if (!("AudioContext" in globalThis)) return;
    this.#context ??= new AudioContext();
    void this.#context.resume().catch(() => undefined);
  }

  follow(share: number, volume: number): void {
    const context = this.#context;
    if (!context || context.state !== "running") return;
    this.#start(context);
    const now = context.currentTime;
    this.#oscillator?.frequency.setTargetAtTime(toneHz(share), now, GLIDE_S);
    // Silent at rest, so that stillness is quiet.
    const loudness = share > 0.05 ? LOUDEST * volume : 0;
    this.#gain?.gain.setTargetAtTime(loudness, now, GLIDE_S);
    if (this.#end.reached(share)) this.#click(context, volume);
  }

  stop(): void {
    const now = this.#context?.currentTime ?? 0;
    this.#gain?.gain.setTargetAtTime(0, now, GLIDE_S);
    this.#oscillator?.stop(now + 0.5);
    this.#oscillator = this.#gain = null;
  }

  #start(context: AudioContext): void {
    if (this.#oscillator) return;
    this.#gain = new GainNode(context, { gain: 0 });
    this.#oscillator = new OscillatorNode(context, { type: "sine", frequency: LOWEST_HZ });
    this.#oscillator.connect(this.#gain).connect(context.destination);
    this.#oscillator.start();
  }

  #click(context: AudioContext, volume: number): void {
    const gain = new GainNode(context, { gain: 0.25 * volume });
    const click = new OscillatorNode(context, { type: "triangle", frequency: 1320 });
    const now = context.currentTime;
    gain.gain.setTargetAtTime(0, now + 0.01, 0.02);
    click.connect(gain).connect(context.destination);
    click.start(now);
    click.stop(now + 0.15);
  }
}
