import { Injectable, inject, signal } from '@angular/core';
import type { EventData } from '@sightline/contracts';
import { Announcer } from '../../shell/announcer';
import { Api, ApiProblem } from '../../shell/api';
import { Clock } from '../../ui/clock';
import { Session } from '../../shell/session';
import { Drafts, assessmentKey } from './drafts.store';
import { assessmentFrom, emptyEntry, entryOf, isWritten, lacks, sameEntry } from './entry';
import type { Entry } from './entry';
import { refusalOf } from './refusal';
import type { Refusal } from './refusal';
import type { SheetRow } from './worksheet';
import { WorksheetStore } from './worksheet.store';

export type Progress = 'clean' | 'unsaved' | 'saving' | 'saved' | 'refused' | 'conflict';

/** A row as it is being written. */
export interface Writing {
  readonly entry: Entry;
  readonly progress: Progress;
  /** Id of the assessment that stood when the writer began; null where there was none. */
  readonly basedOn: string | null;
  readonly savedAt: number | null;
  readonly refusal: Refusal | null;
  /** The writer's own words where they took someone else's: kept until it is saved. */
  readonly aside: Entry | null;
}
type Fields = Readonly<Record<string, string>>;

/** What is being written, row by row: kept on the device at every keystroke, saved one by one. */
@Injectable()
export class EntriesStore {
  private readonly api = inject(Api);
  private readonly announcer = inject(Announcer);
  private readonly clock = inject(Clock);
  private readonly drafts = inject(Drafts);
  private readonly session = inject(Session);
  private readonly sheet = inject(WorksheetStore);
  private readonly rows = signal<ReadonlyMap<string, Writing>>(new Map());
  /** The role in which the last one was said: offered for an item that has none. */
  private lastRole = '';

  /** A row as it is being written: begun here, or kept as a draft, or as it stands. */
  of(row: SheetRow): Writing {
    const key = this.keyOf(row);
    const begun = this.rows().get(key);
    if (begun !== undefined) return begun;
    const draft = this.drafts.of(key);
    if (draft === undefined) return this.begin(row);
    return { ...this.begin(row), entry: { ...emptyEntry, ...draft.fields }, basedOn: draft.basedOn, aside: draft.aside === undefined ? null : { ...emptyEntry, ...draft.aside }, progress: 'unsaved' };
  }

  change(row: SheetRow, change: Partial<Entry>): void {
    const now = this.of(row);
    const entry = { ...now.entry, ...change };
    const progress: Progress = now.progress === 'conflict' ? 'conflict' : sameEntry(entry, this.begin(row).entry) ? 'clean' : 'unsaved';
    this.put(row, { ...now, entry, progress, aside: now.aside, refusal: now.progress === 'conflict' ? now.refusal : withoutFields(now.refusal, Object.keys(change)) });
  }

  /** Says again what was said in the period before: somebody has to mean it. */
  repeat(row: SheetRow): void {
    if (row.before === null) return;
    const { role } = this.of(row).entry;
    this.change(row, { ...entryOf(row.before), ...(role !== '' && { role }) });
  }

  /** Resolves true once it is stored. */
  async save(row: SheetRow): Promise<boolean> {
    const now = this.of(row);
    const { itemRef } = row.item;
    const period = this.sheet.period();
    if (now.progress === 'saving' || this.sheet.frozen()) return false;
    const missing = lacks(now.entry);
    if (Object.keys(missing).length > 0) {
      this.put(row, { ...now, progress: 'refused', refusal: { words: 'Not saved yet.', fields: missing } });
      return false;
    }
    this.put(row, { ...now, progress: 'saving', refusal: null });
    const data = assessmentFrom(now.entry, { itemRef, period, today: this.sheet.today(), corrects: now.basedOn ?? undefined });
    let id: string;
    try {
      id = await this.api.command('programme.assessed', data, now.basedOn);
    } catch (error) {
      const refusal = refusalOf(error instanceof ApiProblem ? error.problem : null);
      // An answer that was lost on the way: what stands is what we sent.
      const stands = theirsOf(refusal);
      if (refusal.changed?.by === this.session.user()?.username && stands !== null && sameEntry(stands, now.entry)) return this.stored(row, now, refusal.changed?.version ?? null);
      this.put(row, { ...this.of(row), progress: refusal.changed === undefined ? 'refused' : 'conflict', refusal });
      return false;
    }
    return this.stored(row, now, id);
  }

  /** Two versions become one: field by field whose it is. Words of ours that give way are set aside, not dropped. */
  resolve(row: SheetRow, whose: Readonly<Record<string, 'mine' | 'theirs'>>): void {
    const now = this.of(row);
    const theirs = theirsOf(now.refusal);
    if (theirs === null || now.refusal?.changed === undefined) return;
    const taken = Object.entries(whose).filter(([, side]) => side === 'theirs').map(([name]) => [name, theirs[name as keyof Entry]]);
    const entry: Entry = { ...now.entry, ...(Object.fromEntries(taken) as Partial<Entry>) };
    const isTheirs = sameEntry(entry, theirs);
    this.put(row, { ...now, entry, basedOn: now.refusal.changed.version, refusal: null, progress: isTheirs ? 'clean' : 'unsaved', aside: taken.length > 0 && isWritten(now.entry) ? now.entry : now.aside });
    if (!isTheirs) void this.save(row);
  }

  bringBack(row: SheetRow): void {
    const now = this.of(row);
    if (now.aside !== null) this.put(row, { ...now, entry: now.aside, aside: null, progress: 'unsaved' });
  }

  /** What was written here is given up: an explicit act. */
  discard(row: SheetRow): void {
    this.drafts.drop(this.keyOf(row));
    this.rows.update((rows) => new Map([...rows].filter(([key]) => key !== this.keyOf(row))));
  }

  theirs(writing: Writing): Entry | null {
    return theirsOf(writing.refusal);
  }

  /** Says to those who listen how far it has come. */
  say(words: string): void {
    this.announcer.say(words);
  }

  private stored(row: SheetRow, saved: Writing, id: string | null): true {
    this.lastRole = saved.entry.role;
    this.put(row, { ...saved, basedOn: id, progress: 'saved', savedAt: this.clock.now(), refusal: null, aside: null });
    if (this.sheet.period() !== this.sheet.counts()?.period) void this.sheet.read(this.sheet.period());
    return true;
  }

  private begin({ item, said, before }: SheetRow): Writing {
    const role = said?.assessedByRole ?? before?.assessedByRole ?? item.leadRole ?? this.lastRole;
    return { entry: said === null ? { ...emptyEntry, role } : entryOf(said), progress: 'clean', basedOn: said?.id ?? null, savedAt: null, refusal: null, aside: null };
  }

  private put(row: SheetRow, writing: Writing): void {
    const key = this.keyOf(row);
    // A row in which nothing is written shows what stands, as it changes.
    const isOver = writing.progress === 'clean' && writing.aside === null;
    this.rows.update((rows) => new Map(isOver ? [...rows].filter(([each]) => each !== key) : [...rows, [key, writing]]));
    if (writing.progress === 'saved' || isOver) this.drafts.drop(key);
    else this.drafts.keep(key, { fields: { ...writing.entry }, basedOn: writing.basedOn, ...(writing.aside !== null && { aside: { ...writing.aside } }) });
  }

  private keyOf({ item }: SheetRow): string {
    return assessmentKey(this.sheet.period(), item.itemRef);
  }
}

/** The version of someone else, where there is one; an empty entry where it was taken away. */
function theirsOf(refusal: Refusal | null): Entry | null {
  if (refusal?.changed === undefined) return null;
  const data = refusal.changed.data as EventData<'programme.assessed'> | null;
  return data === null ? emptyEntry : entryOf(data);
}

const pathsOf: Readonly<Record<keyof Entry, string>> = { rating: 'data.rating', commentary: 'data.commentary', pathWords: 'data.pathToGreen', pathDate: 'data.pathToGreen', role: 'data.assessedByRole' };

/** A reason goes when its field is changed; a rating that changed takes all of them. */
function withoutFields(refusal: Refusal | null, changed: readonly string[]): Refusal | null {
  if (refusal === null || changed.includes('rating')) return null;
  const over = changed.map((name) => pathsOf[name as keyof Entry]);
  const fields: Fields = Object.fromEntries(Object.entries(refusal.fields).filter(([path]) => !over.some((each) => path.startsWith(each))));
  return Object.keys(fields).length === 0 ? null : { ...refusal, fields };
}
