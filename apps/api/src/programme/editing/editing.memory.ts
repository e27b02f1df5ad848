import { editingLastsSeconds } from '@sightline/contracts';
import type { Editing, ProgrammeRecordKind, TopicChange } from '@sightline/contracts';

/** What one page has open, of which session. Times in epoch milliseconds. */
interface Open {
  readonly sessionId: string;
  readonly editing: Editing;
  readonly until: number;
}
export interface Editor {
  readonly sessionId: string;
  readonly username: string;
  readonly role: string;
}
export type EditingChange = TopicChange<'programme-editing'>;

/** A page has one record open, or a few; no session can fill the memory. */
const mostPerSession = 20;

/**
 * Who has what open for editing: true for as long as they say so, and gone with their session's last socket. It is a
 * courtesy between people and changes nothing that is kept, so it is neither journaled nor written down.
 */
export class EditingMemory {
  private readonly open = new Map<string, Open>();

  entries(): Record<string, Editing> {
    return Object.fromEntries([...this.open].map(([key, { editing }]) => [key, editing]));
  }

  /** Still open, at `now`. Nothing changes for others where it was known. */
  beat(kind: ProgrammeRecordKind, ref: string, editor: string, { sessionId, username, role }: Editor, now: number): EditingChange[] {
    const key = keyOf(kind, ref, editor);
    const known = this.open.get(key);
    if (known !== undefined && known.sessionId !== sessionId) return [];
    const editing = known?.editing ?? { kind, ref, editor, username, role, since: new Date(now).toISOString() };
    const removed = known === undefined ? this.makeRoom(sessionId) : [];
    this.open.set(key, { sessionId, editing, until: now + editingLastsSeconds * 1000 });
    return known === undefined ? [...removed, { key, value: editing }] : [];
  }

  /** Closed by the page that had it open. */
  close(kind: ProgrammeRecordKind, ref: string, editor: string, sessionId: string): EditingChange[] {
    return this.remove((open, key) => key === keyOf(kind, ref, editor) && open.sessionId === sessionId);
  }

  /** The session has no socket any more: whoever it was is not there. */
  departed(sessionId: string): EditingChange[] {
    return this.remove((open) => open.sessionId === sessionId);
  }

  /** What was not confirmed in time is over. */
  expire(now: number): EditingChange[] {
    return this.remove(({ until }) => until <= now);
  }

  private makeRoom(sessionId: string): EditingChange[] {
    const own = [...this.open].filter(([, open]) => open.sessionId === sessionId);
    const oldest = own.length < mostPerSession ? undefined : own[0]?.[0];
    return this.remove((_, key) => key === oldest);
  }

  private remove(over: (open: Open, key: string) => boolean): EditingChange[] {
    const gone = [...this.open].filter(([key, open]) => over(open, key)).map(([key]) => key);
    for (const key of gone) this.open.delete(key);
    return gone.map((key) => ({ key, value: null }));
  }
}

const keyOf = (kind: ProgrammeRecordKind, ref: string, editor: string): string => `${kind}:${ref}:${editor}`;
