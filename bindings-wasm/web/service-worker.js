// Keeps what the page has loaded, so that it works where there is no network. Where there is one, what is new is taken.

const CACHE = "kinerja";
const worker = /** @type {any} */ (self);

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
// What the page loaded before there was this worker.
worker.addEventListener("message", (/** @type {any} */ event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(event.data))));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === location.origin) event.respondWith(fresh(request));
});

/** @param {Request} request */
async function fresh(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch {
    const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
    // The page is one, under whatever name it is asked for.
    const page = request.mode === "navigate" ? await cache.match("./", { ignoreVary: true }) : undefined;
    return kept ?? page ?? Response.error();
  }
}
