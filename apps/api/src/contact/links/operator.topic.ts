import { Inject, Injectable } from '@nestjs/common';
import type { TopicChange } from '@sightline/contracts';
import { BUS } from '../../bus/bus.js';
import type { Bus, TopicMessage } from '../../bus/bus.js';
import { TopicRegistry } from '../../bus/topic-registry.js';
import { OperatorRunQueries } from '../../transport/operator-runs.queries.js';
import { LetIn } from './let-in.js';

/** Offers the topic `operator`: the runs of today of whoever works them, as they go. */
@Injectable()
export class OperatorTopic {
  private readonly links = new LetIn('operator');

  constructor(
    private readonly runs: OperatorRunQueries,
    @Inject(BUS) private readonly bus: Bus,
    topics: TopicRegistry,
  ) {
    topics.register({
      topic: 'operator',
      admits: this.links.admits,
      snapshot: ({ linkRef }) => {
        const operatorRef = this.links.of(linkRef)?.operatorRef;
        return operatorRef === undefined ? undefined : this.runs.entries(operatorRef, Date.now());
      },
    });
    bus.subscribe((message) => this.pass(message));
  }

  /** What changes of a run is passed on to the operator whose run it is; made only where someone looks. */
  private pass({ topic, params }: TopicMessage): void {
    if (topic !== 'run' || this.links.size === 0 || !('runRef' in params)) return;
    const { runs } = this;
    const { runRef } = params;
    const operatorRef = runs.operatorOf(runRef);
    for (const [linkRef, subject] of this.links) {
      if (operatorRef === undefined || subject.operatorRef !== operatorRef) continue;
      this.bus.publish({
        topic: 'operator',
        params: { linkRef },
        get changes(): TopicChange<'operator'>[] {
          return [{ key: `run:${runRef}`, value: runs.run(runRef, Date.now()) ?? null }];
        },
      });
    }
  }
}
