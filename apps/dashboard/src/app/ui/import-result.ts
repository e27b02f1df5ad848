import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { ImportJob } from '@sightline/contracts';

/** Problems that the page lists; the file of rejects has all of them. */
const mostListed = 100;
/** What the counts are of; of most files their rows. */
const names: Readonly<Record<string, string>> = { gtfs: 'runs', cases: 'cases', programme: 'items', 'bank-holidays': 'holidays' };
const count = (value: number): string => value.toLocaleString('en-GB');

/** What a file would change, or has changed: counts, what is wrong with it, and what to do about that. */
@Component({
  selector: 'sl-import-result',
  templateUrl: './import-result.html',
  styleUrl: './import-result.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ImportResult {
  readonly job = input.required<ImportJob>();
  readonly saveRejects = output<void>();
  readonly saveSecrets = output<void>();

  readonly reply = computed(() => this.job().reply);
  readonly problems = computed(() => this.reply()?.problems ?? this.reply()?.rejected.length ?? 0);
  readonly listed = computed(() => (this.reply()?.rejected ?? []).slice(0, mostListed));
  readonly unlisted = computed(() => this.problems() - this.listed().length);
  readonly hasSheets = computed(() => this.listed().some(({ sheet }) => sheet !== undefined));
  readonly what = computed(() => names[this.job().kind] ?? 'rows');

  readonly sentence = computed(() => {
    const reply = this.reply();
    if (reply === undefined) return this.job().error ?? '';
    if (this.job().state === 'refused') return 'The file was refused, and nothing was changed.';
    const { added, changed, unchanged, withdrawn = 0, rejectedRows = 0, preview } = reply;
    const parts = [`${count(added)} added`, `${count(changed)} changed`, ...(withdrawn > 0 ? [`${count(withdrawn)} withdrawn`] : []), `${count(unchanged)} unchanged`, ...(rejectedRows > 0 ? [`${count(rejectedRows)} rejected`] : [])];
    return `${preview ? 'If you import it: ' : 'Imported: '}${this.what()} ${parts.join(', ')}.`;
  });

  readonly count = count;
}
