import { Injectable, computed, inject } from '@angular/core';
import { contradictionKinds } from '@sightline/contracts';
import type { Contradiction, ProgrammeItem } from '@sightline/contracts';
import { shownTallies } from '@sightline/domain';
import { LiveClient } from '../live/live-client';
import { Session } from '../shell/session';

/** What the programme's wall knows: the board's own topic, no more. */
@Injectable()
export class ProgrammeWallStore {
  private readonly live = inject(LiveClient);
  readonly programme = this.live.open('programme');
  readonly connection = this.live.connection;
  readonly newestAt = this.live.newestAt;
  readonly demonstration = inject(Session).demonstration;

  readonly counts = computed(() => {
    const entry = this.programme.items().get('counts');
    return entry?.entry === 'counts' ? entry.counts : null;
  });
  private readonly items = computed<readonly ProgrammeItem[]>(() => this.programme.values().flatMap((entry) => (entry.entry === 'item' ? [entry.item] : [])));
  readonly workstreams = computed(() => shownTallies(this.counts(), this.items()));
  /** What is rated Red here, the longest overdue first. */
  readonly reds = computed(() => this.items().filter(({ rating, ledBy }) => rating === 'red' && ledBy === undefined).toSorted((a, b) => (a.dueDate ?? '9').localeCompare(b.dueDate ?? '9') || a.itemRef.localeCompare(b.itemRef)));
  /** What clashes, in the order in which the kinds are listed: what looks better than it is comes first. */
  readonly contradictions = computed<readonly Contradiction[]>(() =>
    this.programme
      .values()
      .flatMap((entry) => (entry.entry === 'contradiction' ? [entry.contradiction] : []))
      .toSorted((a, b) => contradictionKinds.indexOf(a.kind) - contradictionKinds.indexOf(b.kind)),
  );
}
