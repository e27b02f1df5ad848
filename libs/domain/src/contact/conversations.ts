/** A logged call, as far as it decides whether it is a contact of its own. */
export interface Said {
  readonly contactRef: string;
  readonly callRef?: string | undefined;
  readonly lookUpRef?: string | undefined;
  readonly passengerRef?: string | undefined;
  readonly reason: string;
}

/**
 * Remembers which calls are logged. What is logged twice in one conversation about one matter (told the time, then made
 * a complaint) is one contact: nobody rang again.
 */
export class Conversations {
  private readonly refs = new Set<string>();
  private readonly said = new Set<string>();

  constructor(private readonly before?: Conversations) {}

  has(contactRef: string): boolean {
    return this.refs.has(contactRef) || this.before?.has(contactRef) === true;
  }

  /** Whether it is the first of its conversation about its child and reason. */
  add(said: Said): boolean {
    this.refs.add(said.contactRef);
    const { callRef, lookUpRef, contactRef, passengerRef, reason } = said;
    const key = JSON.stringify([callRef ?? lookUpRef ?? contactRef, passengerRef, reason]);
    if (this.said.has(key) || this.before?.said.has(key) === true) return false;
    this.said.add(key);
    return true;
  }

  /** Takes what a draft over it has added. */
  take(draft: Conversations): void {
    for (const ref of draft.refs) this.refs.add(ref);
    for (const key of draft.said) this.said.add(key);
  }

  clear(): void {
    this.refs.clear();
    this.said.clear();
  }
}
