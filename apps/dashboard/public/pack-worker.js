// Answers for /control/pack when Sightline cannot: with the morning pack that was kept on this device. It keeps nothing
// itself, touches no other address, and gives nothing out once the service date is over (docs/decisions/0014).
const store = 'sightline-pack';
const keptPath = '/control/pack/kept/';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return;
  const { pathname } = new URL(event.request.url);
  event.respondWith(pathname.startsWith(keptPath) ? kept(pathname).then((found) => found ?? none()) : online(event.request));
});

/** The page from the server; where that is away, what was kept for this half of the day. */
async function online(request) {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(8000) });
    if (response.status < 500) return response;
    return (await forNow()) ?? response;
  } catch {
    return (await forNow()) ?? none();
  }
}

async function forNow() {
  const sessions = new Date().getHours() < 12 ? ['to-school', 'from-school'] : ['from-school', 'to-school'];
  return (await kept(keptPath + sessions[0])) ?? (await kept(keptPath + sessions[1]));
}

async function kept(path) {
  if (!(await caches.has(store))) return undefined;
  const cache = await caches.open(store);
  const found = await cache.match(path);
  if (found === undefined) return undefined;
  if (Number(found.headers.get('x-kept-until')) > Date.now()) return found;
  await cache.delete(path);
  return undefined;
}

function none() {
  const words = '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>No morning pack</title><body style="font:16px system-ui;margin:40px auto;max-width:60ch"><h1>No morning pack is kept on this device</h1><p>Sightline cannot be reached, and nothing was kept here for today. Packs are kept from the page Morning pack of the control room, until the end of their day or until someone signs out.</p></body></html>';
  return new Response(words, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
