// Opens the page without a signal: the newest copy of what the server said, never anything else.
"use strict";
const CACHE = "patria-1";
const page = (url) => url.pathname.startsWith("/t/") && url.pathname.split("/").length === 3;
const shared = (url) => url.pathname.startsWith("/t/-/") && !url.pathname.endsWith("worker.js");

addEventListener("install", () => self.skipWaiting());
addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const fresh = async (request, key) => {
  const cache = await caches.open(CACHE);
  try {
    const reply = await fetch(request);
    if (reply.ok) {
      await cache.put(key, reply.clone());
      if (page(new URL(key, location))) {
        await cacheParts(cache, reply.clone());
        await forgetOld(cache);
      }
    } else if (reply.status === 404 || reply.status === 410) await cache.delete(key);
    return reply;
  } catch (error) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw error;
  }
};
// The first visit loads its script and style before this worker listens.
const cacheParts = async (cache, reply) => {
  for (const [, path] of (await reply.text()).matchAll(/(?:href|src)="(\/t\/-\/[^"]+)"/g)) {
    if (!(await cache.match(path))) await cache.add(path).catch(() => 0);
  }
};

// A link lives about a week; what an old one showed does not stay on the phone.
const forgetOld = async (cache) => {
  for (const key of await cache.keys()) {
    const at = Date.parse((await cache.match(key)).headers.get("date"));
    if (Date.now() - at > 8 * 864e5) await cache.delete(key);
  }
};

addEventListener("message", (event) => event.waitUntil(fresh(new Request(event.data), event.data)));
addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (page(url)) event.respondWith(fresh(request, url.pathname));
  else if (shared(url)) {
    event.respondWith(caches.match(url.pathname).then((kept) => kept || fresh(request, url.pathname)));
  }
});
