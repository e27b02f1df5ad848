import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { duration } from '../ui/words';

/** The last line of a page behind a link: what is known besides, how the phone is connected, and whether the data are real. */
@Component({
  selector: 'sl-page-foot',
  template: `
    <footer>
      <span class="words">
        @if (about()) {<span>{{ about() }}</span>}
        @if (connected()) {<span class="checked">Phone connected, checked {{ ago() }} ago.</span>}
      </span>
      @if (demonstration()) {<span class="demonstration">Demonstration data</span>}
    </footer>
  `,
  styles: `
    :host { display: block; }
    footer { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 8px; padding: 12px 20px 18px; font-size: var(--t-12); color: var(--ink-2); }
    .words { flex: 1 1 12rem; display: grid; gap: 2px; }
    .demonstration { border: 1px dashed var(--line-strong); border-radius: 3px; padding: 0 6px; white-space: nowrap; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PageFoot {
  readonly about = input('');
  readonly connected = input(false);
  readonly seconds = input(0);
  readonly demonstration = input(false);
  readonly ago = (): string => duration(this.seconds());
}
