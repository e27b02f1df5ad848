import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { HandoverLine } from '@sightline/contracts';
import { Age } from '../../ui/age';
import { Clock } from '../../ui/clock';
import { download } from '../../ui/csv';
import { written } from '../../ui/form';
import { StatePanel } from '../../ui/state-panel';
import { children, counted } from '../../ui/words';
import { HandoverStore } from './handover.store';

const bandWords = { safeguarding: 'Safeguarding', 'act-now': 'Act now', watch: 'Watching' } as const;

/** What the outgoing officer gives to the incoming one, on the screen and on paper. */
@Component({
  selector: 'sl-handover',
  imports: [Age, RouterLink, StatePanel],
  templateUrl: './handover-page.html',
  styleUrl: './handover-page.scss',
  providers: [HandoverStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HandoverPage {
  private readonly clock = inject(Clock);
  readonly store = inject(HandoverStore);

  readonly sentence = computed(() => {
    const open = this.store.lines()('open');
    if (open.length === 0) return 'Nothing is open';
    // The children of a run with two alerts count once.
    const byRun = new Map(open.map(({ runRef, ref, childrenCount }) => [runRef ?? ref, childrenCount ?? 0]));
    const count = [...byRun.values()].reduce((sum, each) => sum + each, 0);
    return `${counted(open.length, 'alert is', 'alerts are')} open, ${children(count)}; ${open.filter(({ who }) => who === undefined).length} without anyone`;
  });

  readonly time = (at: string): string => this.clock.time(at);
  readonly day = (at: string): string => this.clock.day(Date.parse(at));
  band(line: HandoverLine): string {
    return line.band === undefined ? '' : bandWords[line.band];
  }
  /** Who has an alert; what it means that nobody does. */
  who(line: HandoverLine): string {
    if (line.who !== undefined) return line.who;
    return line.acknowledgedBy === undefined ? 'nobody' : `seen by ${line.acknowledgedBy}`;
  }

  print(): void {
    window.print();
  }
  async save(): Promise<void> {
    download(`handover-${(this.store.report()?.asOf ?? '').slice(0, 16).replace(':', '')}.csv`, await this.store.csv());
  }
  async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const to = written(data, 'to').trim();
    if (to !== '' && (await this.store.handOver(to, written(data, 'words').trim()))) form.reset();
  }
}
