import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';
import { Logo } from '../../ui/logo';
import { StatePanel } from '../../ui/state-panel';
import { counted } from '../../ui/words';
import { OperatorRunRow } from './operator-run-row';
import { OperatorStore } from './operator.store';
import type { Group } from './run-words';
import { groupOf, groupWords, groups } from './run-words';

/** An operator's runs of today on its own telephone: what needs it first, and what it can say of each. */
@Component({
  selector: 'sl-operator-page',
  imports: [Icon, Logo, OperatorRunRow, StatePanel],
  templateUrl: './operator-page.html',
  styleUrl: './operator-page.scss',
  providers: [OperatorStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OperatorPage {
  protected readonly store = inject(OperatorStore);
  protected readonly clock = inject(Clock);
  /** The run whose actions are open, in the group where it was opened: nothing moves under the hand. */
  readonly held = signal<{ runRef: string; group: Group } | null>(null);
  readonly open = computed(() => this.held()?.runRef ?? null);
  readonly said = signal('');

  readonly today = computed(() => this.store.operator()?.today ?? null);
  readonly grouped = computed(() => {
    const now = this.clock.now();
    const held = this.held();
    const runs = this.store.runs().filter(({ serviceDate }) => serviceDate === this.today());
    return groups.map((group) => ({ group, words: groupWords[group], runs: runs.filter((run) => (run.runRef === held?.runRef ? held.group : groupOf(run, now)) === group) })).filter(({ runs: some }) => some.length > 0);
  });
  readonly summary = computed(() => {
    const waiting = this.grouped().find(({ group }) => group === 'needs-you')?.runs.length ?? 0;
    const all = this.grouped().reduce((sum, { runs }) => sum + runs.length, 0);
    if (all === 0) return '';
    return waiting === 0 ? `Nothing needs you. ${counted(all, 'run', 'runs')} today.` : `${counted(waiting, 'run needs', 'runs need')} you, of ${counted(all, 'run', 'runs')} today.`;
  });
  readonly connection = computed(() => {
    const as = this.clock.time(this.store.asOf());
    switch (this.store.phone()) {
      case 'connected':
        return { ok: true, words: 'Live' };
      case 'connecting':
        return { ok: true, words: 'Connecting' };
      case 'offline':
        return { ok: false, words: `This phone is offline. What you see is from ${as === '' ? 'before' : as}.` };
      case 'unreachable':
        return { ok: false, words: `The council’s server does not answer. What you see is from ${as === '' ? 'before' : as}.` };
    }
  });

  toggle(runRef: string, group: Group): void {
    this.held.update((held) => (held?.runRef === runRef ? null : { runRef, group }));
  }

  done(words: string): void {
    this.said.set(words);
    this.held.set(null);
  }
}
