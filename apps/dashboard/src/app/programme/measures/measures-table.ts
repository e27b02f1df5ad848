import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { MeasureView, ProgrammeItem } from '@sightline/contracts';
import { BragTag } from '../../ui/brag-tag';
import { download, toCsv } from '../../ui/csv';
import { Icon } from '../../ui/icon';
import { Sparkline } from '../../ui/sparkline';
import { counted } from '../../ui/words';
import { MeasureSource } from './measure-source';
import { MeasureVerdict } from './measure-verdict';
import { lastMetWords, targetWords, trendIcon, trendWords, valueWords, withUnit } from './measure-words';
import { measuresOf } from './measures-of';

/** The evidence beside the opinion: every measure with the ratings that rest on it, those that contradict one first. */
@Component({
  selector: 'sl-measures-table',
  imports: [BragTag, Icon, MeasureSource, MeasureVerdict, Sparkline],
  templateUrl: './measures-table.html',
  styleUrl: './measures-table.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MeasuresTable {
  readonly items = input.required<readonly ProgrammeItem[]>();
  readonly connected = input(true);
  readonly at = input<string | null>(null);
  readonly chosen = input<string | null>(null);
  readonly choose = output<string>();

  readonly rows = computed(() =>
    measuresOf(this.items()).map((row) => ({
      ...row,
      value: valueWords(row.measure),
      target: targetWords(row.measure),
      trend: trendWords(row.measure),
      icon: trendIcon(row.measure),
      lastMet: lastMetWords(row.measure),
      spark: row.measure.recent?.map(({ value }) => value) ?? [],
      sparkLabel: sparkLabel(row.measure),
    })),
  );
  /** One sentence: how many are at target. */
  readonly sentence = computed(() => {
    const rows = this.rows();
    const of = (met: boolean | null) => rows.filter(({ measure }) => measure.met === met).length;
    const clashing = rows.filter(({ clashes }) => clashes).length;
    const unknown = of(null);
    return [`${of(true)} of ${counted(rows.length, 'measure is', 'measures are')} at target`, ...(clashing > 0 ? [`${clashing} of those off target ${clashing === 1 ? 'stands' : 'stand'} under a Green or a Blue`] : []), ...(unknown > 0 ? [`of ${unknown} nobody knows`] : [])].join('; ');
  });

  save(): void {
    const rows = this.rows().map(({ measure, items, trend, lastMet }) => ({
      ref: measure.measureRef, title: measure.title, items: items.map(({ itemRef }) => itemRef).join(' '), value: measure.value, unit: measure.unit, aim: measure.aim, target: measure.target,
      met: measure.met === null ? 'not known' : String(measure.met), trend, lastMet, source: measure.sourceName, asOf: measure.asOf, formula: measure.formula ?? '',
    }));
    download('measures.csv', toCsv(Object.keys(rows[0] ?? { ref: '' }).map((key) => ({ key, label: key })), rows));
  }
}

const sparkLabel = ({ recent = [], unit }: MeasureView): string => {
  const [first, last] = [recent[0], recent.at(-1)];
  return first === undefined || last === undefined ? 'no past yet' : `${counted(recent.length, 'week', 'weeks')}, from ${withUnit(first.value, unit)} to ${withUnit(last.value, unit)}`;
};
