/** The person's programme as the pages show it: fetched, bent to today, never computed here. */

import {
  type Baseline,
  type Day,
  type Morning,
  NO_WISHES,
  type Profile,
  type Wishes,
  programme,
} from "./api.ts";

const SORE_ALL = "all";

export class Programme {
  profile = $state.raw<Profile | null>(null);
  day = $state.raw<Day | null>(null);
  morning = $state.raw<Morning | null>(null);
  baseline = $state.raw<Baseline | null>(null);
  wishes = $state.raw<Wishes>(NO_WISHES);
  #asked = 0;

  /** Whether nobody has said yet who trains here. */
  get isNew(): boolean {
    return this.profile !== null && !this.profile.is_saved;
  }

  get isSore(): boolean {
    return this.wishes.sore.includes(SORE_ALL);
  }

  async load(): Promise<void> {
    const [profile, morning, baseline] = await Promise.all([
      programme.profile(),
      programme.morning(),
      programme.baseline(),
      this.#planDay(),
    ]);
    this.profile = profile;
    this.morning = morning;
    this.baseline = baseline;
  }

  /** Asks again for what is to be done, as after a stated pain. */
  async plan(): Promise<void> {
    const [baseline] = await Promise.all([programme.baseline(), this.#planDay()]);
    this.baseline = baseline;
  }

  /** Plans today again, at once. */
  async wish(change: Partial<Wishes>): Promise<void> {
    this.wishes = { ...this.wishes, ...change };
    await this.#planDay();
  }

  async sore(isSore: boolean): Promise<void> {
    if (isSore) await programme.sore();
    await this.wish({ sore: isSore ? [SORE_ALL] : [] });
  }

  /** Plans today by the wishes; an answer that comes after a newer question is out of date. */
  async #planDay(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const day = await programme.today(this.wishes);
    if (asked === this.#asked) this.day = day;
  }
}
