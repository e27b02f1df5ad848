import { InjectionToken } from '@angular/core';

/** What a link may be for; each is the first part of its page's address. */
const kinds = ['bus', 'school', 'operator', 'crew'] as const;
export type LinkKind = (typeof kinds)[number];

/** The link that a page was opened with, read from its address: `/bus/<linkRef>.<proof>`. */
export interface LinkAddress {
  readonly kind: LinkKind;
  /** The secret. It goes into request headers, never into an address, a title or the storage of another link. */
  readonly token: string;
  /** The part of it that names the link and proves nothing. */
  readonly linkRef: string;
  /** The page's own address, and the scope of its worker. */
  readonly path: string;
}

/** Reads a link from a page's path; undefined where there is none. */
export function readAddress(path: string): LinkAddress | undefined {
  const [, first, token = ''] = path.split('/');
  const kind = kinds.find((each) => each === first);
  if (kind === undefined || !/^[\w.-]{8,200}$/.test(token)) return undefined;
  return { kind, token, linkRef: token.split('.')[0] ?? '', path: `/${kind}/${token}` };
}

export const LINK_ADDRESS = new InjectionToken<LinkAddress>('the link that this page was opened with');
