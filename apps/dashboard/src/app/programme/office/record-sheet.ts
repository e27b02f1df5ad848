import { ChangeDetectionStrategy, Component, Injector, afterNextRender, computed, effect, inject, input, output, untracked } from '@angular/core';
import type { ProgrammeRecordKind } from '@sightline/contracts';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';
import { Sheet } from '../../ui/sheet';
import { StatePanel } from '../../ui/state-panel';
import { PresenceStore } from './presence.store';
import type { Values } from './record-kinds';
import { RecordStore } from './record.store';
import { saidAt } from './refusal';
import { SideBySide } from './side-by-side';
import type { TwoVersions } from './side-by-side';

/** A record of the programme in a side sheet: read, changed, saved, with whoever else has it open named. */
@Component({
  selector: 'sl-record-sheet',
  imports: [Icon, Sheet, SideBySide, StatePanel],
  templateUrl: './record-sheet.html',
  styleUrl: './record-sheet.scss',
  providers: [RecordStore],
  host: { '(keydown)': 'key($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecordSheet {
  private readonly presence = inject(PresenceStore);
  private readonly injector = inject(Injector);
  readonly store = inject(RecordStore);
  readonly clock = inject(Clock);
  readonly kind = input.required<ProgrammeRecordKind>();
  /** Of the record; null for a new one. */
  readonly recordRef = input.required<string | null>();
  /** What is known of a new one already. */
  readonly known = input<Values>({});
  readonly roles = input<readonly string[]>([]);
  readonly itemRefs = input<readonly string[]>([]);
  readonly closed = output<void>();
  readonly stored = output<string>();

  readonly heading = computed(() => (this.store.isNew() ? `Add a ${this.store.kind().one}` : `${this.store.ref()} ${this.store.values()[this.store.kind().words] ?? ''}`.slice(0, 120)));
  readonly others = computed(() => {
    const ref = this.recordRef();
    return ref === null ? [] : this.presence.at(this.kind(), ref);
  });
  readonly fields = computed(() => this.store.refusal()?.fields ?? {});
  /** Reasons that belong to no field of the form. */
  readonly elsewhere = computed(() => {
    const known = [...this.store.kind().fields.map(({ name }) => `data.${name.split('.')[0] ?? ''}`), `data.${this.store.kind().refField}`, 'basedOn'];
    return Object.entries(this.fields()).filter(([path]) => !known.some((each) => path === each || path.startsWith(`${each}.`))).map(([, words]) => words).join(' ');
  });
  readonly versions = computed<readonly TwoVersions[]>(() => {
    const theirs = this.store.progress() === 'conflict' ? this.store.theirs() : null;
    return theirs === null ? [] : this.store.kind().fields.map(({ name, label }) => ({ name, label, mine: this.store.values()[name] ?? '', theirs: theirs[name] ?? '' }));
  });
  readonly state = computed(() => {
    const standing = this.store.standing();
    switch (this.store.progress()) {
      case 'loading': case 'unread': case 'unknown': return '';
      case 'clean': return standing?.at ? `Last changed by ${standing.by ?? 'a source'}, ${this.clock.day(standing.at)} ${this.clock.time(standing.at)}` : '';
      case 'unsaved': return 'Unsaved, kept on this device';
      case 'saving': return 'Saving…';
      case 'saved': return `Saved ${this.clock.time(this.store.savedAt())}`;
      case 'conflict': return 'Not saved: changed by someone else';
      case 'refused': return this.store.refusal()?.words ?? 'Not saved';
    }
  });
  at = (name: string): string => saidAt(this.fields(), `data.${name.split('.')[0] ?? name}`);
  id = (name: string): string => `record-${name.replaceAll('.', '-')}`;

  constructor() {
    effect(() => {
      const [kind, ref] = [this.kind(), this.recordRef()];
      untracked(() => {
        void this.store.open(kind, ref, this.known());
        if (ref !== null) this.presence.open(kind, ref);
      });
    });
  }

  async save(): Promise<void> {
    this.after(await this.store.save());
  }

  async resolve(whose: Readonly<Record<string, 'mine' | 'theirs'>>): Promise<void> {
    this.after(await this.store.resolve(whose));
  }

  key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    void this.save();
  }

  /** To the first field that has a reason, or on to whoever waits for the record. */
  private after(isStored: boolean): void {
    if (isStored) this.stored.emit(this.store.ref().trim());
    else afterNextRender(() => document.querySelector<HTMLElement>("sl-record-sheet [aria-invalid='true']")?.focus(), { injector: this.injector });
  }
}
