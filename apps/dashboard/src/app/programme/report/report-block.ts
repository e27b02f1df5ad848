import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ReportBlock, ReportBlockOf } from '@sightline/contracts';
import { programmeTables } from '@sightline/contracts';
import { BragTag } from '../../ui/brag-tag';
import { ReportWordsView } from './report-words';

/** One block of the paper, as the PDF draws it too. */
@Component({
  selector: 'sl-report-block',
  imports: [BragTag, ReportWordsView],
  templateUrl: './report-block.html',
  styleUrl: './report-block.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReportBlockView {
  readonly block = input.required<ReportBlock>();
  readonly period = input.required<string>();

  /** Where the table is downloaded; the key to the ratings is none. */
  readonly csv = computed(() => {
    const block = this.block();
    const table = block.block === 'table' || block.block === 'entries' ? programmeTables.find((name) => name === block.table) : undefined;
    return table === undefined ? null : { href: `/api/programme/periods/${this.period()}/tables/${table}.csv`, name: table };
  });

  isRight({ columns }: ReportBlockOf<'table'>, index: number): boolean {
    return columns[index]?.align === 'right';
  }
  share({ columns }: ReportBlockOf<'table'>, share: number): number {
    return (100 * share) / columns.reduce((sum, column) => sum + column.share, 0);
  }
  most({ bars }: ReportBlockOf<'bars'>): number {
    return Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0)));
  }
}
