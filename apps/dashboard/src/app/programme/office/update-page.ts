import { ChangeDetectionStrategy, Component, Injector, afterNextRender, computed, effect, inject, input, signal, untracked, viewChildren } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ProgrammeItem } from '@sightline/contracts';
import { itemKinds } from '@sightline/contracts';
import { Segmented } from '../../ui/segmented';
import { StatePanel } from '../../ui/state-panel';
import { counted, sentenceCase } from '../../ui/words';
import { dateName, periodEnd, periodName } from '../words';
import { EntriesStore } from './entries.store';
import { PresenceStore } from './presence.store';
import { RecordSheet } from './record-sheet';
import { UpdateRow } from './update-row';
import type { SheetFilter } from './worksheet';
import { isShown, isWithin, nextAfter, showWords, shows } from './worksheet';
import { WorksheetStore } from './worksheet.store';

const nouns: Readonly<Record<SheetFilter['kind'], string>> = { action: 'actions', project: 'projects', workstream: 'workstreams' };
const collator = new Intl.Collator('en-GB', { numeric: true });

/** Where the programme office enters a period: one row after the other, by keyboard, with nothing lost. */
@Component({
  selector: 'sl-update-page',
  imports: [RecordSheet, RouterLink, Segmented, StatePanel, UpdateRow],
  templateUrl: './update-page.html',
  styleUrl: './update-page.scss',
  providers: [WorksheetStore, EntriesStore, PresenceStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UpdatePage {
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly entries = inject(EntriesStore);
  private readonly presence = inject(PresenceStore);
  readonly store = inject(WorksheetStore);
  private readonly rowViews = viewChildren(UpdateRow);

  /** From the URL. */
  readonly period = input<string>();
  readonly kind = input<string>();
  readonly workstream = input<string>();
  readonly project = input<string>();
  readonly lead = input<string>();
  readonly show = input<string>();

  readonly filter = computed<SheetFilter>(() => ({
    kind: itemKinds.find((each) => each === this.kind()) ?? 'action',
    workstream: this.workstream() ?? '',
    project: this.project() ?? '',
    lead: this.lead() ?? '',
    show: shows.find((each) => each === this.show()) ?? 'todo',
  }));
  readonly shows = shows.map((value) => ({ value, label: showWords[value] }));
  readonly kinds = itemKinds.toReversed().map((value) => ({ value, label: sentenceCase(nouns[value]) }));

  readonly within = computed(() => this.store.rows().filter((row) => isWithin(row, this.filter())));
  readonly updated = computed(() => this.within().filter(({ said }) => said !== null).length);
  readonly workstreams = computed(() => this.store.items().filter((item) => item.kind === 'workstream' && item.ledBy === undefined));
  readonly projects = computed(() => this.store.rows().filter(({ item, workstreamRef }) => item.kind === 'project' && (this.filter().workstream === '' || workstreamRef === this.filter().workstream)).map(({ item }) => item));
  readonly leads = computed(() => [...new Set(this.store.rows().filter(({ item }) => item.kind === this.filter().kind).flatMap(({ item }) => item.leadRole ?? []))].sort(collator.compare));
  readonly roles = computed(() => [...new Set(this.store.rows().flatMap(({ said, before, item }) => [said?.assessedByRole, before?.assessedByRole, item.leadRole]).filter((role) => role !== undefined))].sort(collator.compare));

  readonly itemRefs = computed(() => this.store.items().map(({ itemRef }) => itemRef));

  /** The rows that were shown when the filter was set: none leaves because it was saved, none moves under the hand. */
  private readonly refs = signal<readonly string[]>([]);
  readonly rows = computed(() => {
    const byRef = new Map(this.store.rows().map((row) => [row.item.itemRef, row]));
    return this.refs().flatMap((ref) => byRef.get(ref) ?? []);
  });
  readonly opened = signal<string | null>(null);
  /** The item whose description is open in the side sheet. */
  readonly edit = signal<ProgrammeItem | null>(null);

  readonly headline = computed(() => {
    const all = this.within().length;
    const done = this.updated();
    const noun = nouns[this.filter().kind];
    if (this.store.frozen()) return `${periodName(this.store.period())} is taken`;
    if (done === all) return `All ${all} ${noun} are updated for ${periodName(this.store.period())}`;
    return `${done} of ${counted(all, noun.slice(0, -1), noun)} updated for ${periodName(this.store.period())}`;
  });
  readonly periodEnd = periodEnd;
  readonly periodName = periodName;
  readonly dateName = dateName;

  constructor() {
    effect(() => this.store.asked.set(this.period() ?? ''));
    effect(() => {
      this.filter();
      this.store.period();
      this.store.previous();
      const isThere = this.store.ready();
      untracked(() => {
        if (isThere) this.list();
      });
    });
    effect(() => {
      const opened = this.opened();
      if (opened === null) this.presence.close();
      else this.presence.open('item', opened);
    });
  }

  set(change: Partial<Record<keyof SheetFilter | 'period', string>>): void {
    void this.router.navigate([], { queryParams: Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value === '' ? null : value])), queryParamsHandling: 'merge', replaceUrl: true });
  }

  /** The row that is open is what is being edited again. */
  closeSheet(): void {
    const opened = this.opened();
    this.edit.set(null);
    if (opened !== null) this.presence.open('item', opened);
  }

  toggle(itemRef: string): void {
    if (this.opened() === itemRef) this.opened.set(null);
    else this.openRow(itemRef);
  }

  /** After a row was saved: the next one that waits, with the focus on its rating. */
  next(itemRef: string): void {
    const left = this.within().length - this.within().filter((row) => row.said !== null || row.item.itemRef === itemRef).length;
    this.entries.say(left === 0 ? `${itemRef} is saved. All are updated.` : `${itemRef} is saved, ${left} to go.`);
    const ref = nextAfter(this.refs(), itemRef, (each) => this.waits(each));
    if (ref === null) this.opened.set(null);
    else this.openRow(ref);
    if (ref === null) afterNextRender(() => document.getElementById('after')?.focus(), { injector: this.injector });
  }

  private waits(itemRef: string): boolean {
    const row = this.store.row(itemRef);
    return row !== undefined && row.said === null && this.entries.of(row).progress !== 'saved';
  }

  private openRow(itemRef: string): void {
    this.opened.set(itemRef);
    afterNextRender(
      () => {
        const view = this.rowViews().find((each) => each.row().item.itemRef === itemRef);
        view?.focusRating();
      },
      { injector: this.injector },
    );
  }

  private list(): void {
    const { show } = this.filter();
    const shown = this.within().filter((row) => isShown(row, show, this.store.today()) || row.item.itemRef === this.opened());
    this.refs.set(shown.map(({ item }) => item.itemRef));
  }
}
