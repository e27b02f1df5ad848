import { Injectable, computed, inject } from '@angular/core';
import type { Contradiction, ProgrammeItem, Rating, Suggestion } from '@sightline/contracts';
import { ratings } from '@sightline/contracts';
import { shownTallies } from '@sightline/domain';
import { LiveClient } from '../live/live-client';
import { Session } from '../shell/session';
import { clashesOf } from './clashes';

/** The programme as its page reads it: one live topic, arranged the way a paper is read. */
@Injectable()
export class ProgrammeStore {
  private readonly programme = inject(LiveClient).open('programme');

  private readonly session = inject(Session);
  readonly mayEdit = computed(() => this.session.may('programme', 'act'));
  readonly mayFreeze = computed(() => this.session.may('programme-freeze', 'act'));
  readonly status = this.programme.status;
  readonly problem = this.programme.problem;
  readonly asOf = this.programme.asOf;

  readonly counts = computed(() => {
    const entry = this.programme.items().get('counts');
    return entry?.entry === 'counts' ? entry.counts : null;
  });
  readonly items = computed<readonly ProgrammeItem[]>(() =>
    this.programme
      .values()
      .flatMap((entry) => (entry.entry === 'item' ? [entry.item] : []))
      .toSorted((a, b) => collator.compare(a.itemRef, b.itemRef)),
  );
  readonly contradictions = computed<readonly Contradiction[]>(() =>
    this.programme.values().flatMap((entry) => (entry.entry === 'contradiction' ? [entry.contradiction] : [])),
  );
  readonly risks = computed(() => this.programme.values().flatMap((entry) => (entry.entry === 'risk' ? [entry.risk] : [])));
  readonly recommendations = computed(() =>
    this.programme
      .values()
      .flatMap((entry) => (entry.entry === 'recommendation' ? [entry.recommendation] : []))
      .toSorted((a, b) => collator.compare(a.recommendationRef, b.recommendationRef)),
  );
  readonly milestones = computed(() => this.programme.values().flatMap((entry) => (entry.entry === 'milestone' ? [entry.milestone] : [])));
  readonly decisions = computed(() => this.programme.values().flatMap((entry) => (entry.entry === 'decision' ? [entry.decision] : [])));
  readonly suggestions = computed<readonly Suggestion[]>(() =>
    this.programme.values().flatMap((entry) => (entry.entry === 'suggestion' ? [entry.suggestion] : [])),
  );
  readonly clashes = computed(() => clashesOf(this.items(), this.contradictions(), this.suggestions()));
  readonly projects = computed(() => this.items().filter((item) => item.kind === 'project'));
  readonly hasMeasures = computed(() => this.items().some(({ measures }) => measures.length > 0));
  readonly reds = computed(() => this.items().filter((item) => item.rating === 'red'));

  /** Workstreams down, ratings of their actions across. */
  readonly matrix = computed(() => shownTallies(this.counts(), this.items()));
  /** The longest bar of the matrix stands for this many actions. */
  readonly most = computed(() => Math.max(1, ...this.matrix().flatMap((row) => ratings.map((rating: Rating) => row.actions[rating]))));

  title(itemRef: string): string {
    return this.items().find((item) => item.itemRef === itemRef)?.title ?? '';
  }
}

const collator = new Intl.Collator('en-GB', { numeric: true });
