/** Keeps the screen on while `wanted`; the browser drops the lock whenever the page is hidden. */
export class WakeLock {
  #lock: WakeLockSentinel | null = null;
  #isWanted = false;

  constructor() {
    document.addEventListener("visibilitychange", () => void this.#renew());
  }

  want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    void this.#renew();
  }

  async #renew(): Promise<void> {
    if (!this.#isWanted) {
      await this.#lock?.release().catch(() => undefined);
      this.#lock = null;
    } else if (document.visibilityState === "visible" && "wakeLock" in navigator) {
      // Refused on a low battery, say: the training goes on all the same.
      this.#lock = await navigator.wakeLock.request("screen").catch(() => null);
    }
  }
}
