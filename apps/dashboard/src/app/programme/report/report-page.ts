import { ChangeDetectionStrategy, Component, effect, inject, input, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { programmeTables } from '@sightline/contracts';
import { StatePanel } from '../../ui/state-panel';
import { periodName } from '../words';
import { ReportBlockView } from './report-block';
import { ReportStore } from './report.store';

/** The board's paper of a period, to be read here, printed, or taken along as a PDF or as tables. */
@Component({
  selector: 'sl-report',
  imports: [ReportBlockView, RouterLink, StatePanel],
  templateUrl: './report-page.html',
  styleUrl: './report-page.scss',
  providers: [ReportStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReportPage {
  private readonly router = inject(Router);
  readonly store = inject(ReportStore);
  /** From the URL: `2026-09`, or `current`. */
  readonly period = input.required<string>();
  readonly tables = programmeTables;
  readonly name = (period: string): string => periodName(period);

  constructor() {
    effect(() => {
      const period = this.period();
      untracked(() => void this.store.load(period));
    });
    void this.store.loadPeriods();
  }

  choose(event: Event): void {
    void this.router.navigate(['/programme/report', (event.target as HTMLSelectElement).value]);
  }
  again(): void {
    void this.store.load(this.period());
  }
  print(): void {
    window.print();
  }
}
