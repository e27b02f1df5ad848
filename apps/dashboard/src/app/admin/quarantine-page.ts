import { ChangeDetectionStrategy, Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { Age } from '../ui/age';
import { StatePanel } from '../ui/state-panel';
import { plainAges } from './ages';
import { QuarantineStore } from './quarantine-store';

/** What was turned away at the doors, and why: so that a sender can be told. */
@Component({
  selector: 'sl-quarantine',
  imports: [Age, StatePanel],
  templateUrl: './quarantine-page.html',
  styleUrl: './section.scss',
  providers: [QuarantineStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QuarantinePage {
  private readonly router = inject(Router);
  readonly store = inject(QuarantineStore);
  readonly ages = plainAges;
  /** From the URL: one source alone. */
  readonly source = input<string>();
  /** Also one that has nothing refused can be asked for, by its address. */
  readonly choices = computed(() => [...new Set([...this.store.sources(), ...(this.source() === undefined ? [] : [this.source() ?? ''])])]);

  constructor() {
    effect(() => {
      const source = this.source() ?? null;
      untracked(() => void this.store.load(source));
    });
  }

  choose(source: string): void {
    void this.router.navigate([], { queryParams: { source: source === '' ? null : source } });
  }
}
