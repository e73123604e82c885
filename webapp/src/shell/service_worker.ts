/**
 * Opens the page where the server is not running, so that it can say so and wait. Nothing else: whatever the
 * server answers wins, and what it says under /api is never kept.
 *
 * - The page itself comes from the server; only if none answers in time, as it was when last fetched.
 * - Its files under /assets have their content's hash in their names: what is kept of them cannot be stale.
 * - A new build is another list below, so another worker: it takes over at once and clears away the old files.
 *   The page notices that its own are gone (`newer_version.svelte.ts`).
 */

/** Paths of what the first screen is made of; a build writes it here. */
declare const __SHELL__: readonly string[];
/** Changes with each build. */
declare const __BUILD__: string;
declare const self: ServiceWorkerGlobalScope;

const SHELL = __SHELL__;
// The pose model lies in a store of another name, which stays.
const STORES = "upperback-page-";
const STORE = `${STORES}${__BUILD__}`;
const PAGE = "/";
// A computer that was switched off does not even refuse: browsers wait for it for minutes.
const PATIENCE_MS = 5000;

self.addEventListener("install", (event) => {
  void self.skipWaiting();
  // Not when it is activated: by then pages have heard of it already, and compared.
  event.waitUntil(keep().then(clearOld));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(pageFor(request));
  else if (SHELL.includes(pathname)) event.respondWith(kept(request));
});

async function keep(): Promise<void> {
  const store = await caches.open(STORE);
  await store.addAll([PAGE, ...SHELL]);
}

async function clearOld(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(STORES) && name !== STORE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function pageFor(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
}

async function kept(request: Request): Promise<Response> {
  return (await caches.match(request.url)) ?? fetch(request);
}
