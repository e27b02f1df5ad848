import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ImportJob } from '@sightline/contracts';

/** How far an import has come. */
@Component({
  selector: 'sl-import-progress',
  template: `
    <label for="import-progress">{{ job().preview ? 'Looking' : 'Importing' }}: {{ job().step }}</label>
    <progress id="import-progress" max="100" [attr.value]="percent()"></progress>
  `,
  styles: `
    :host { display: grid; gap: var(--s-3); }
    progress { width: 100%; height: 10px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ImportProgress {
  readonly job = input.required<ImportJob>();
  readonly percent = computed(() => {
    const { total, done } = this.job();
    return total === 0 ? null : Math.min(100, Math.round((100 * done) / total));
  });
}
