/** Keeps the page's shell for when the server is away, and notices when the server has a newer page. */

// The service worker clears away the files of an older build: then this very file is gone.
const OWN_FILE = import.meta.url;
const SOON_MS = 5000;

export class NewerVersion {
  isReady = $state(false);
  /** Whether it was found before anybody can have begun something: nobody minds another load. */
  isSoon = $state(false);
  #lookedMs = -SOON_MS;
  #registration: ServiceWorkerRegistration | null = null;

  /** Registers the service worker; without one the page works as well while the server runs. */
  async start(): Promise<void> {
    // None in an insecure context; and none while developing, where Vite replaces what has changed.
    const workers = import.meta.env.PROD ? navigator.serviceWorker : undefined;
    if (!workers) return;
    workers.addEventListener("controllerchange", () => void this.#compare());
    try {
      this.#registration = await workers.register("/service_worker.js");
    } catch {
      // Browsers refuse one from behind a certificate they do not know, and in some private windows.
    }
  }

  /** Asks the server for a newer page; called where it may have been started anew. */
  look(): void {
    this.#lookedMs = performance.now();
    void this.#registration?.update().catch(() => undefined); // gone again: asked anew next time
  }

  async #compare(): Promise<void> {
    if (await caches.match(OWN_FILE)) return;
    this.isReady = true;
    this.isSoon = performance.now() - this.#lookedMs < SOON_MS;
  }
}
