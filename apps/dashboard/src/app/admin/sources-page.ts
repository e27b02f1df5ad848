import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Age } from '../ui/age';
import { Icon } from '../ui/icon';
import { Sheet } from '../ui/sheet';
import { StatePanel } from '../ui/state-panel';
import { duration } from '../ui/words';
import { agesOf, plainAges } from './ages';
import { SourceForm } from './source-form';
import { headline, kindOf, nameOf, stateWords } from './source-words';
import { SourcesStore } from './sources-store';

/** Which sources speak, how fresh they are, and what was wrong with what they sent. */
@Component({
  selector: 'sl-sources',
  imports: [Age, Icon, RouterLink, Sheet, SourceForm, StatePanel],
  templateUrl: './sources-page.html',
  styleUrl: './section.scss',
  providers: [SourcesStore],
  host: { '[class.with-sheet]': 'chosen() !== null || isAdding()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SourcesPage {
  private readonly router = inject(Router);
  readonly store = inject(SourcesStore);
  /** From the URL: the source whose sheet is open, or `yes` while one is added. */
  readonly source = input<string>();
  readonly add = input<string>();

  readonly words = stateWords;
  readonly nameOf = nameOf;
  readonly kindOf = kindOf;
  readonly duration = duration;
  readonly plain = plainAges;
  readonly headline = computed(() => headline(this.store.sources()));
  readonly rows = computed(() => this.store.sources().map((source) => ({ source, state: stateWords[source.state], ages: agesOf(source.staleSeconds) })));
  readonly chosen = computed(() => this.rows().find(({ source }) => source.source === this.source()) ?? null);
  readonly isAdding = computed(() => this.add() === 'yes' && this.store.mayAct());
  readonly settings = computed(() => this.store.settings().get(this.chosen()?.source.name ?? '') ?? null);

  constructor() {
    void this.store.load();
  }

  open(source: string | null): void {
    void this.router.navigate([], { queryParams: { source, add: null }, queryParamsHandling: 'merge' });
  }

  begin(): void {
    void this.router.navigate([], { queryParams: { source: null, add: 'yes' }, queryParamsHandling: 'merge' });
  }
}
