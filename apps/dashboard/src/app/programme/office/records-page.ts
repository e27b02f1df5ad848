import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ProgrammeRecordKind } from '@sightline/contracts';
import { programmeRecordKinds } from '@sightline/contracts';
import { Icon } from '../../ui/icon';
import { StatePanel } from '../../ui/state-panel';
import { counted } from '../../ui/words';
import { dateName } from '../words';
import { PresenceStore } from './presence.store';
import { kindsOf } from './record-kinds';
import { RecordSheet } from './record-sheet';
import { RecordsStore } from './records.store';

/** Everything that the programme keeps, by kind: chosen, added and changed in a side sheet. */
@Component({
  selector: 'sl-records-page',
  imports: [Icon, RecordSheet, RouterLink, StatePanel],
  templateUrl: './records-page.html',
  styleUrl: './records-page.scss',
  providers: [RecordsStore, PresenceStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecordsPage {
  private readonly router = inject(Router);
  private readonly presence = inject(PresenceStore);
  readonly store = inject(RecordsStore);
  /** From the URL: the kind, the record that is open or `new`, and what is searched for. */
  readonly kind = input<string>();
  readonly record = input<string>();
  readonly find = input<string>();

  readonly kinds = programmeRecordKinds.map((kind) => ({ kind, words: kindsOf[kind].many }));
  readonly chosen = computed<ProgrammeRecordKind>(() => programmeRecordKinds.find((each) => each === this.kind()) ?? 'item');
  readonly words = computed(() => kindsOf[this.chosen()]);
  readonly lines = computed(() => {
    const wanted = (this.find() ?? '').trim().toLowerCase();
    return this.store.lines()[this.chosen()].filter(({ ref, words, who }) => `${ref} ${words} ${who}`.toLowerCase().includes(wanted));
  });
  readonly headline = computed(() => {
    const { one, many } = this.words();
    const count = this.store.lines()[this.chosen()].length;
    return count === 0 ? `No ${many.toLowerCase()} yet` : counted(count, one, many.toLowerCase());
  });

  readonly dateName = dateName;
  editors = (ref: string): string => this.presence.at(this.chosen(), ref).map(({ username }) => username).join(', ');

  set(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  close(): void {
    this.presence.close();
    this.set({ record: null });
  }

  saved(ref: string): void {
    if (this.record() === 'new') this.set({ record: ref });
  }
}
