import { Injectable, computed, inject, signal } from '@angular/core';
import type { EventType, ProgrammeRecordKind, RecordStanding } from '@sightline/contracts';
import { Api, ApiProblem } from '../../shell/api';
import { Clock } from '../../ui/clock';
import { Drafts } from './drafts.store';
import { dataOf, kindsOf, missingIn, valuesOf } from './record-kinds';
import type { Values } from './record-kinds';
import { refusalOf } from './refusal';
import type { Refusal } from './refusal';

export type RecordProgress = 'loading' | 'clean' | 'unsaved' | 'saving' | 'saved' | 'refused' | 'conflict' | 'unread' | 'unknown';

/** One record while it is edited in its sheet: drafts on the device, and nobody overwritten unseen. */
@Injectable()
export class RecordStore {
  private readonly api = inject(Api);
  private readonly clock = inject(Clock);
  private readonly drafts = inject(Drafts);
  private readonly subject = signal<{ readonly kind: ProgrammeRecordKind; readonly ref: string | null }>({ kind: 'item', ref: null });
  private base: Readonly<Record<string, unknown>> = {};
  private basedOn: string | null = null;
  private aside: Values | null = null;

  readonly ref = signal('');
  readonly values = signal<Values>({});
  readonly progress = signal<RecordProgress>('loading');
  readonly refusal = signal<Refusal | null>(null);
  readonly savedAt = signal<number | null>(null);
  readonly standing = signal<RecordStanding | null>(null);
  readonly hasAside = signal(false);
  readonly kind = computed(() => kindsOf[this.subject().kind]);
  readonly isNew = computed(() => this.subject().ref === null);
  readonly theirs = computed<Values | null>(() => {
    const changed = this.refusal()?.changed;
    return changed === undefined ? null : valuesOf(this.kind(), (changed.data ?? {}) as Record<string, unknown>);
  });

  /** Opens a record, or a new one with what is known of it already. */
  async open(kind: ProgrammeRecordKind, ref: string | null, known: Values = {}): Promise<void> {
    this.subject.set({ kind, ref });
    this.ref.set(ref ?? '');
    this.refusal.set(null);
    this.aside = null;
    this.hasAside.set(false);
    this.progress.set('loading');
    try {
      const standing = ref === null ? null : await this.api.get<RecordStanding>(`/api/programme/editing/${kind}/${encodeURIComponent(ref)}`);
      if (this.subject().ref !== ref) return;
      this.standing.set(standing);
      this.base = (standing?.data ?? {}) as Record<string, unknown>;
      this.basedOn = standing?.version ?? null;
      if (standing !== null && standing.data === null) return this.progress.set('unknown');
    } catch (error) {
      this.refusal.set(refusalOf(error instanceof ApiProblem ? error.problem : null));
      this.progress.set('unread');
      return;
    }
    this.values.set({ ...valuesOf(this.kind(), this.base), ...known });
    const draft = this.drafts.of(this.draftKey);
    if (draft !== undefined) {
      const { ref: typed = this.ref(), ...fields } = draft.fields;
      this.ref.set(typed);
      this.values.update((values) => ({ ...values, ...fields }));
      this.basedOn = draft.basedOn;
    }
    this.progress.set(draft === undefined ? 'clean' : 'unsaved');
  }

  rename(ref: string): void {
    this.ref.set(ref);
    this.keep();
  }

  change(name: string, value: string): void {
    this.values.update((values) => ({ ...values, [name]: value }));
    this.keep();
  }

  /** Resolves true once it is stored. */
  async save(): Promise<boolean> {
    if (this.progress() === 'saving') return false;
    const fields = { ...(this.ref().trim() === '' && { [`data.${this.kind().refField}`]: 'A reference is needed.' }), ...missingIn(this.kind(), this.values()) };
    if (Object.keys(fields).length > 0) return this.refuse({ words: 'Not saved yet.', fields });
    this.progress.set('saving');
    const { kind } = this.subject();
    const type = `programme.${kind}-upserted` as const satisfies EventType;
    try {
      // The server reads it against its contract and says what is not as it should be, field by field.
      const data = dataOf(this.kind(), this.ref().trim(), this.values(), this.base) as never;
      this.basedOn = await this.api.command(type, data, this.basedOn);
    } catch (error) {
      return this.refuse(refusalOf(error instanceof ApiProblem ? error.problem : null));
    }
    this.drafts.drop(this.draftKey);
    this.refusal.set(null);
    this.savedAt.set(this.clock.now());
    this.progress.set('saved');
    return true;
  }

  /** Field by field whose it is; words of ours that give way can be brought back. */
  async resolve(whose: Readonly<Record<string, 'mine' | 'theirs'>>): Promise<boolean> {
    const changed = this.refusal()?.changed;
    const theirs = this.theirs();
    if (changed === undefined || theirs === null) return false;
    const taken = Object.entries(whose).filter(([, side]) => side === 'theirs').map(([name]) => [name, theirs[name] ?? '']);
    if (taken.length > 0) {
      this.aside = this.values();
      this.hasAside.set(true);
    }
    this.values.update((values) => ({ ...values, ...(Object.fromEntries(taken) as Values) }));
    this.basedOn = changed.version;
    this.base = (changed.data ?? {}) as Record<string, unknown>;
    this.refusal.set(null);
    if (Object.values(whose).every((side) => side === 'theirs')) {
      this.progress.set('clean');
      return false;
    }
    this.progress.set('unsaved');
    return this.save();
  }

  bringBack(): void {
    if (this.aside === null) return;
    this.values.set(this.aside);
    this.hasAside.set(false);
    this.keep();
  }

  discard(): void {
    this.drafts.drop(this.draftKey);
    this.values.set(valuesOf(this.kind(), this.base));
    this.refusal.set(null);
    this.progress.set('clean');
  }

  private refuse(refusal: Refusal): false {
    this.refusal.set(refusal);
    this.progress.set(refusal.changed === undefined ? 'refused' : 'conflict');
    return false;
  }

  private keep(): void {
    if (this.progress() !== 'conflict') {
      this.progress.set('unsaved');
      this.refusal.set(null);
    }
    this.drafts.keep(this.draftKey, { fields: { ...this.values(), ...(this.isNew() && { ref: this.ref() }) }, basedOn: this.basedOn, ...(this.aside !== null && { aside: this.aside }) });
  }

  private get draftKey(): string {
    const { kind, ref } = this.subject();
    return `${kind}:${ref ?? ''}`;
  }
}
