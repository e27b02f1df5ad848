/** A browser reduced to what a sign-in needs: it keeps cookies by host and follows redirects itself. */
export class CookieBrowser {
  readonly #jars = new Map<string, Map<string, string>>();

  /** One request, no redirect followed. */
  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url);
    const jar = this.#jars.get(host) ?? new Map<string, string>();
    this.#jars.set(host, jar);
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set('cookie', this.cookieFor(url));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** Follows redirects until `until` says stop or there are none; the address where it stands and its answer. */
  async go(url: string, init: RequestInit = {}, until: (next: string) => boolean = () => false): Promise<{ url: string; response: Response }> {
    let [at, response] = [url, await this.ask(url, init)];
    for (let hop = 0; hop < 15; hop += 1) {
      const location = response.headers.get('location');
      if (location === null) return { url: at, response };
      at = new URL(location, at).href;
      if (until(at)) return { url: at, response };
      response = await this.ask(at);
    }
    throw new Error(`too many redirects, the last to ${at}`);
  }

  cookieFor(url: string): string {
    return [...(this.#jars.get(new URL(url).host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

const isCallback = (url: string): boolean => new URL(url).pathname === '/api/session/oidc/callback';

/** Goes to the provider as the button does, says who it is there, and stops before the way back: the address that would finish it. */
export async function cameBackWith(browser: CookieBrowser, sightline: string, person: string, { back = '/' }: { back?: string } = {}): Promise<string> {
  const there = await browser.go(`${sightline}/api/session/oidc?back=${encodeURIComponent(back)}`, {}, isCallback);
  if (isCallback(there.url)) return there.url;
  if (!there.url.includes('/interaction/')) throw new Error(`not at the provider but at ${there.url}: ${there.response.status}`);
  const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ person }).toString() };
  return (await browser.go(there.url, form, isCallback)).url;
}

/** The whole way: where the browser stands in the end, without its origin. */
export async function enterBySingleSignOn(browser: CookieBrowser, sightline: string, person: string, options: { back?: string } = {}): Promise<string> {
  const finished = await browser.ask(await cameBackWith(browser, sightline, person, options));
  return finished.headers.get('location') ?? `answered ${finished.status}: ${await finished.text()}`;
}
