import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import type { QualityKind } from '@sightline/contracts';
import { Age } from '../ui/age';
import { download } from '../ui/csv';
import { StatePanel } from '../ui/state-panel';
import { QualityStore } from './quality.store';

/** What is wrong, or may be, with the data: counted, listed, to take away, each with what would put it right. */
@Component({
  selector: 'sl-quality-panel',
  imports: [Age, StatePanel],
  providers: [QualityStore],
  host: { class: 'panel' },
  template: `
    <div class="panel-head">
      <h2>What is wrong with the data</h2><span class="grow"></span>
      <button type="button" class="btn small" (click)="read()">Look again</button>
      <button type="button" class="btn small" aria-label="CSV of what is wrong with the data" (click)="save()">CSV</button>
    </div>
    @let told = quality();
    @switch (told.state) {
      @case ('ready') {
        <div class="kinds" role="group" aria-label="Kinds of finding">
          @for (kind of told.value.counts; track kind.kind) {<button type="button" class="btn small" [attr.aria-pressed]="kind.kind === chosen()" (click)="choose(kind.kind)">{{ kind.label }} <b>{{ kind.count.toLocaleString('en-GB') }}</b></button>}
        </div>
        @if (told.value.items.length === 0) {
          <sl-state kind="empty" heading="Nothing found" text="Nothing of this kind is wrong." />
        } @else {
          <div class="scroll-x" tabindex="0" role="region" aria-label="Findings">
            <table class="table">
              <thead><tr><th scope="col">Case</th><th scope="col">What is wrong</th><th scope="col">What to do</th></tr></thead>
              <tbody>@for (item of told.value.items; track $index) {<tr><td>@if (item.caseRef; as caseRef) {<button type="button" class="link" (click)="list.emit(caseRef)">{{ caseRef }}</button>} @else {–}</td><td>{{ item.explanation }}</td><td>{{ item.remedy }}</td></tr>}</tbody>
            </table>
          </div>
        }
        <p class="q t12 foot">{{ shown() }} <sl-age [at]="told.value.asOf" /></p>
      }
      @case ('error') {<sl-state [kind]="told.problem.status === 403 ? 'forbidden' : 'error'" heading="This could not be read" [text]="told.problem.message" action="Try again" (act)="read()" />}
      @default {<sl-state kind="loading" heading="Looking through the cases" />}
    }
  `,
  styles: `
    :host { display: block; }
    .kinds { display: flex; flex-wrap: wrap; gap: 6px; padding: 0 var(--s-4) 10px; }
    .kinds [aria-pressed='true'] { background: var(--solid); color: var(--solid-ink); }
    .foot { padding: 8px var(--s-4) 12px; }
    .link { min-height: 24px; border: 0; padding: 0; background: none; color: inherit; text-decoration: underline; cursor: pointer; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QualityPanel {
  private readonly store = inject(QualityStore);
  /** The case that the reader wants to see. */
  readonly list = output<string>();
  readonly chosen = signal<QualityKind | null>(null);
  readonly quality = this.store.quality;
  readonly shown = computed(() => {
    const told = this.quality();
    if (told.state !== 'ready') return '';
    const kind = this.chosen();
    const total = told.value.counts.filter((each) => kind === null || each.kind === kind).reduce((sum, { count }) => sum + count, 0);
    return `Showing ${told.value.items.length.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}.`;
  });

  constructor() {
    void this.read();
  }

  choose(kind: QualityKind): void {
    this.chosen.set(this.chosen() === kind ? null : kind);
    void this.read();
  }

  read(): Promise<void> {
    return this.store.read(this.chosen());
  }

  async save(): Promise<void> {
    const file = await this.store.csv(this.chosen());
    if (file !== null) download('casework-data-quality.csv', file);
  }
}
