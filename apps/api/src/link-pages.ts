/** What each page behind a link is called on a home screen. */
const names = { bus: 'School bus', school: 'Arrivals', operator: 'Our runs', crew: 'Crew' } as const;
type LinkPage = keyof typeof names;

const address = /^(bus|school|operator|crew)\/[\w.-]{8,200}/;
const pageAddress = new RegExp(`${address.source}$`);
const manifestAddress = new RegExp(`(${address.source})/app\\.webmanifest$`);

/** Whether a path (without its first slash) is the page of a link. Whether the link holds is asked by the page itself. */
export const isLinkPage = (path: string): boolean => pageAddress.test(path);

/** The address is the secret: it is told to nobody, not even as where a request came from, and no search engine lists it. */
export const linkHeaders = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow', 'cache-control': 'no-cache' } as const;

/** The manifest beside the page of a link: installed, it opens this very link. `undefined` for any other path. */
export function manifestOf(path: string): object | undefined {
  const [, page, kind] = manifestAddress.exec(path) ?? [];
  if (page === undefined || kind === undefined) return undefined;
  const name = names[kind as LinkPage];
  return {
    id: `/${page}`,
    start_url: `/${page}`,
    scope: `/${page}`,
    name,
    short_name: name,
    lang: 'en-GB',
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: '#ffffff',
    icons: [
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
  };
}
