// Opens the page behind one link without a connection. Its scope is that link alone; what it keeps is the page and its
// files, never an answer of the api, and the page removes all of it when the link has ended (docs/decisions/0035).
const page = new URL(self.registration.scope).pathname;
const patienceMilliseconds = 4000;
/** Files whose names hold a hash of what is in them never change. */
const hashed = /-[\w-]{8}\.(js|css)$/;
const fixed = ['/theme.js', '/icon.svg'];

const cacheName = crypto.subtle.digest('SHA-256', new TextEncoder().encode(page)).then(
  (digest) => `sightline-link-${[...new Uint8Array(digest).slice(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`,
);
const open = async () => caches.open(await cacheName);

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep));
});

/** Keeps the files first and the page last: a page is never kept without what it needs. */
async function keep(addresses) {
  const cache = await open();
  const paths = [...new Set([...addresses.map((address) => new URL(address).pathname), ...fixed])].filter((path) => hashed.test(path) || fixed.includes(path));
  for (const path of paths) if (!(await cache.match(path))) await cache.add(path);
  const fresh = await fetch(page, { cache: 'no-cache' });
  if (fresh.ok) await cache.put(page, fresh);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (hashed.test(pathname) && !paths.includes(pathname)) await cache.delete(request);
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(navigation(request));
  else if (hashed.test(pathname) || fixed.includes(pathname)) event.respondWith(file(request, pathname));
});

/** The page from the server; where that takes too long or is away, the one that was kept. */
async function navigation(request) {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(patienceMilliseconds) });
    if (response.status < 500) return response;
    return (await kept(page)) ?? response;
  } catch {
    return (await kept(page)) ?? away();
  }
}

async function file(request, pathname) {
  return (hashed.test(pathname) ? await kept(pathname) : undefined) ?? fetch(request).catch(async () => (await kept(pathname)) ?? Response.error());
}

const kept = async (path) => ((await caches.has(await cacheName)) ? (await open()).match(path) : undefined);

function away() {
  const words = '<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>No connection</title><body style="font:18px/1.5 system-ui;margin:40px 20px"><h1>This phone is offline</h1><p>Nothing was kept on this phone for this link. Open it again when you have a connection.</p></body></html>';
  return new Response(words, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
