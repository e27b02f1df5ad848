import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { SitrepFigure, SitrepLive, TopicChange } from '@sightline/contracts';
import { WeekTally } from '@sightline/domain';
import { BUS } from '../../bus/bus.js';
import type { Bus } from '../../bus/bus.js';
import { TopicRegistry } from '../../bus/topic-registry.js';
import { Metrics } from '../../metrics/metrics.js';
import { viewOf } from '../../metrics/small-numbers.js';
import { SitrepState } from './sitrep.state.js';
import { SitrepViews, withoutSmall } from './sitrep-views.js';

/** Figures of a week may be this much behind the runs. */
const everyMilliseconds = 2000;

/** Offers `sitrep`: the week that is under way, a value a figure. Only figures that changed are published. */
@Injectable()
export class SitrepTopic implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private isOld = false;
  /** Figures as viewers have them. */
  private readonly shown = new Map<string, string>();

  constructor(
    private readonly state: SitrepState,
    private readonly views: SitrepViews,
    private readonly metrics: Metrics,
    @Inject(BUS) private readonly bus: Bus,
    registry: TopicRegistry,
  ) {
    registry.register({
      topic: 'sitrep',
      snapshot: () => Object.fromEntries(this.live().map((value) => [value.figure.figure, value])),
      views: { of: viewOf, project: (view, value) => (view === 'suppressed' ? { ...value, figure: withoutSmall(value.figure) } : value) },
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.publish(), everyMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Called after a commit. */
  changed(): void {
    this.isOld = true;
    this.metrics.changed();
  }

  /** How many runs of a week have started and not ended. */
  underWay(week: string): number {
    let count = 0;
    for (const { fate } of this.state.open.get(week)?.runs.values() ?? []) if (fate === 'under-way') count++;
    return count;
  }

  figures(week: string): SitrepFigure[] {
    return this.views.figures(this.state.open.get(week)?.tally ?? new WeekTally());
  }

  private live(): SitrepLive[] {
    const week = this.state.currentWeek;
    const underWay = this.underWay(week);
    return this.figures(week).map((figure) => ({ week, underWay, figure }));
  }

  private publish(): void {
    if (!this.isOld) return;
    this.isOld = false;
    const changes: TopicChange<'sitrep'>[] = [];
    for (const value of this.live()) {
      const { figure } = value.figure;
      const text = JSON.stringify(value);
      if (this.shown.get(figure) === text) continue;
      this.shown.set(figure, text);
      changes.push({ key: figure, value });
    }
    if (changes.length > 0) this.bus.publish({ topic: 'sitrep', params: {}, changes });
  }
}
