/** The pose model's file: fetched once with progress, kept in the browser under its checksum. */

import type { ModelInfo } from "../wire/rest.ts";

const STORE = "upperback-pose-model";

/** Called with the share of the bytes that has arrived, 0..1. */
export type OnShare = (share: number) => void;

export class ModelFetchError extends Error {
  override readonly name = "ModelFetchError";
}

export async function fetchModel(info: ModelInfo, onShare: OnShare): Promise<ArrayBuffer> {
  // No Cache Storage in an insecure context or a private window of some browsers: fetch each time.
  const store = "caches" in globalThis ? await caches.open(STORE).catch(() => null) : null;
  const key = `/model/${info.sha256}`;
  const kept = await store?.match(key);
  if (kept) {
    const bytes = await kept.arrayBuffer();
    if (bytes.byteLength === info.size) {
      onShare(1);
      return bytes;
    }
  }
  const bytes = await download(info, onShare);
  await checkSum(bytes, info.sha256);
  if (store) await keep(store, key, bytes);
  return bytes;
}

async function download(info: ModelInfo, onShare: OnShare): Promise<ArrayBuffer> {
  const response = await fetch(info.url).catch(() => null);
  if (!response?.ok || !response.body) {
    throw new ModelFetchError(`the pose model did not arrive (${response?.status ?? "no answer"})`);
  }
  const bytes = new Uint8Array(info.size);
  let arrived = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (arrived + value.length > info.size) throw new ModelFetchError("the pose model is too long");
    bytes.set(value, arrived);
    arrived += value.length;
    onShare(arrived / info.size);
  }
  if (arrived !== info.size) throw new ModelFetchError("the pose model arrived in part");
  return bytes.buffer;
}

async function checkSum(bytes: ArrayBuffer, sha256: string): Promise<void> {
  // crypto.subtle is there in secure contexts only; the camera asks for one too.
  if (!globalThis.crypto?.subtle) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== sha256) throw new ModelFetchError("the pose model's checksum is wrong");
}

async function keep(store: Cache, key: string, bytes: ArrayBuffer): Promise<void> {
  try {
    for (const old of await store.keys()) await store.delete(old);
    await store.put(key, new Response(bytes));
  } catch {
    // No room: it is fetched again next time.
  }
}
