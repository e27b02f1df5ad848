import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { ratings } from '@sightline/contracts';
import type { ProgrammeItem, Rating } from '@sightline/contracts';
import { BragTag } from '../ui/brag-tag';
import { Clock } from '../ui/clock';
import { StatePanel } from '../ui/state-panel';
import { counted } from '../ui/words';
import { ProgrammeWallStore } from './programme-wall-store';
import { alwaysDark, slowShift, wallConnection } from './wall-parts';

/** The worst first: what needs someone stands on top. */
const order: readonly Rating[] = ['red', 'amber', 'green', 'blue', 'grey'];

/** The board's television: five numbers, the matrix, and the one worst thing, readable from six metres. Nothing to touch. */
@Component({
  selector: 'sl-programme-wall',
  imports: [BragTag, StatePanel],
  providers: [ProgrammeWallStore],
  templateUrl: './programme-wall.html',
  styleUrl: './programme-wall.scss',
  host: { '[style.translate]': 'shift()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProgrammeWall {
  private readonly clock = inject(Clock);
  readonly store = inject(ProgrammeWallStore);
  readonly ratings = ratings;
  readonly shift = slowShift();
  readonly connection = wallConnection(this.store.connection, this.store.newestAt);
  readonly isStale = computed(() => this.store.connection().kind === 'disconnected');
  readonly time = computed(() => this.clock.time(this.clock.now()));
  readonly isEmpty = computed(() => (this.store.counts()?.counts.actions.total ?? 0) === 0);

  readonly period = computed(() => monthOf(this.store.counts()?.period ?? null));
  readonly figures = computed(() => {
    const counts = this.store.counts();
    const before = monthOf(counts?.previousPeriod ?? null).split(' ')[0] ?? '';
    return order.map((rating) => {
      const count = counts?.counts.actions[rating] ?? 0;
      const change = counts?.change?.actions[rating];
      return {
        rating,
        count,
        note: change === undefined || before === '' ? `of ${(counts?.counts.actions.total ?? 0) - (counts?.counts.actions.ledElsewhere ?? 0)} rated` : change === 0 ? `as in ${before}` : `${change > 0 ? '+' : '−'}${Math.abs(change)} since ${before}`,
        worst: rating === 'red' && count > 0,
      };
    });
  });
  /** As many workstreams as six metres leave room for. */
  readonly rows = computed(() => this.store.workstreams().slice(0, 8));
  readonly more = computed(() => Math.max(0, this.store.workstreams().length - 8));

  readonly worst = computed(() => {
    const [red] = this.store.reds();
    if (red !== undefined) return { rating: red.rating, ref: red.itemRef, words: red.title, facts: redFacts(red, this.clock.now()) };
    const [clash] = this.store.contradictions();
    return clash === undefined ? null : { rating: null, ref: clash.itemRef, words: clash.explanation, facts: '' };
  });
  readonly clashes = computed(() => counted(this.store.contradictions().length, 'contradiction', 'contradictions'));

  constructor() {
    alwaysDark();
  }
}

function redFacts({ dueDate, pathToGreen }: ProgrammeItem, now: number): string {
  const late = dueDate === undefined ? 0 : Math.floor((now - Date.parse(`${dueDate}T23:59:59`)) / 86_400_000) + 1;
  if (late > 0) return `${counted(late, 'day', 'days')} late`;
  return pathToGreen === undefined ? 'no path to Green' : `Green by ${new Date(`${pathToGreen.date}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })}`;
}

const monthOf = (period: string | null): string => (period === null ? '' : new Date(`${period}-15T12:00:00Z`).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }));
