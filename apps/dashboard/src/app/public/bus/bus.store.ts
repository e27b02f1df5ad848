import { Injectable, computed, effect, inject } from '@angular/core';
import type { BusView } from '@sightline/contracts';
import { LiveClient } from '../../live/live-client';
import { Clock } from '../../ui/clock';
import { Keepsake } from '../keepsake';
import { KeptTopic, longDay } from '../kept-topic.store';
import { LinkStore } from '../link.store';
import { busPageState, dotted } from './bus-state';
import { ladderOf } from './ladder';

const hour = 3_600_000;
/** How often what is kept is said anew to be true, in milliseconds. */
const keepEvery = 20_000;

/** One child's bus, live or as this phone last knew it. */
@Injectable()
export class BusStore {
  readonly link = inject(LinkStore);
  private readonly clock = inject(Clock);
  private readonly keepsake = inject(Keepsake);
  private readonly topic = inject(LiveClient).open('bus', { linkRef: this.link.address.linkRef });
  private keptAt = 0;
  private keptValue: BusView | undefined;

  private readonly live = computed(() => this.topic.items().get('bus'));
  private readonly known: KeptTopic<'bus', BusView> = new KeptTopic(this.topic, computed(() => this.view()?.council.timeZone));
  readonly view = computed<BusView | null>(() => this.live() ?? this.known.kept());
  readonly asOf = this.known.asOf;
  readonly checkedSeconds = this.known.checkedSeconds;
  readonly isConnected = this.known.isConnected;
  readonly isCutOff = this.known.isCutOff;
  readonly state = computed(() => {
    const view = this.view();
    return view && busPageState(view, { asOf: this.known.readAsOf(), cutOff: this.isCutOff() ? this.checkedSeconds() : null, time: this.time, day: this.day });
  });
  readonly run = computed(() => {
    const view = this.view();
    return view?.shows === 'run' ? view.run : null;
  });
  readonly ladder = computed(() => {
    const [run, state] = [this.run(), this.state()];
    return run && state && state.kind !== 'absent' ? ladderOf(run, state.old, this.time) : [];
  });
  readonly title = computed(() => {
    const view = this.view();
    if (view === null || view.shows === 'withheld') return 'School bus';
    const direction = view.shows === 'run' ? view.run.direction : view.upcoming?.direction;
    return `${direction === 'from-school' ? 'Bus home' : direction === 'to-school' ? 'Bus to school' : 'School bus'} for ${dotted(view.initials)}`;
  });
  readonly subtitle = computed(() => {
    const view = this.view();
    if (view === null || view.shows === 'withheld') return '';
    return `Route ${view.shows === 'run' ? view.run.routeRef : view.routeRef}, ${this.day(view.shows === 'run' ? view.run.serviceDate : view.today)}`;
  });
  /** What is known of the child itself, where somebody ticks children off. */
  readonly child = computed(() => {
    const view = this.view();
    if (view?.shows !== 'run') return '';
    const { status, at } = view.run.child;
    const when = at === undefined ? '' : ` at ${this.time(at)}`;
    return status === 'aboard' ? `${dotted(view.initials)} boarded${when}.` : status === 'alighted' ? `${dotted(view.initials)} got off${when}.` : '';
  });

  constructor() {
    effect(() => this.keep(this.live(), this.asOf()));
  }

  readonly time = (at: string): string => this.clock.time(at);
  readonly day = longDay;

  /** Keeps what was said last for as long as it may concern the family. */
  private keep(value: BusView | undefined, at: number | null): void {
    if (value === undefined || at === null || (value === this.keptValue && at - this.keptAt < keepEvery)) return;
    this.keptValue = value;
    this.keptAt = at;
    if (value.shows === 'withheld') void this.keepsake.forgetValue();
    else void this.keepsake.keep(value, at, value.shows === 'run' ? Date.parse(value.run.endsAt) + 2 * hour : at + 12 * hour);
  }
}
