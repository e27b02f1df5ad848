import type { LinkSubject } from '@sightline/contracts';

/** A link that somebody looks on by, with what its viewers were last told. */
export interface OpenLink {
  readonly linkRef: string;
  readonly subject: LinkSubject;
  /** What each key was last told, as text; a key that is not in it is gone. */
  told: ReadonlyMap<string, string>;
}

/** The links of one kind that are open now: what nobody looks at costs nothing. */
export class OpenLinks {
  private readonly byRef = new Map<string, OpenLink>();

  get size(): number {
    return this.byRef.size;
  }

  [Symbol.iterator](): Iterator<OpenLink> {
    return this.byRef.values();
  }

  /** Somebody subscribes; the subject never changes in the life of a link. */
  opened(linkRef: string, subject: LinkSubject): void {
    if (!this.byRef.has(linkRef)) this.byRef.set(linkRef, { linkRef, subject, told: new Map() });
  }

  get(linkRef: string): OpenLink | undefined {
    return this.byRef.get(linkRef);
  }

  /** The last socket of a session has closed. */
  departed(sessionId: string): void {
    this.byRef.delete(sessionId.replace(/^link:/, ''));
  }
}

/** What changed since the viewers of a link were last told: `value: null` for what is gone. Remembers it as told. */
export function changesSince<T>(open: OpenLink, items: Readonly<Record<string, T>>): { key: string; value: T | null }[] {
  const now = new Map(Object.entries(items).map(([key, value]) => [key, JSON.stringify(value)]));
  const changed = Object.entries(items).flatMap(([key, value]) => (open.told.get(key) === now.get(key) ? [] : [{ key, value }]));
  const gone = [...open.told.keys()].filter((key) => !now.has(key)).map((key) => ({ key, value: null }));
  open.told = now;
  return [...changed, ...gone];
}
