import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Logo } from '../ui/logo';

/** For a link that is unknown, has expired or was withdrawn: it does not say which, and shows nothing. */
@Component({
  selector: 'sl-unknown-link',
  imports: [Logo],
  template: `
    <main>
      <sl-logo />
      <h1>This link is no longer in use</h1>
      <p>Links end by themselves after a while, and when something changes in who may see them.</p>
      <h2>What to do</h2>
      <p>Look for our newest message, which has the link that works now. If there is none, ring the number in it and ask for a new link.</p>
      <p class="quiet">Nothing from this link is kept on this phone.</p>
    </main>
  `,
  styles: `
    main { max-width: 34rem; margin: 0 auto; padding: 40px 20px; display: grid; gap: 12px; font-size: var(--t-16); line-height: 1.5; }
    h1 { font-size: 1.5625rem; margin-top: 4px; }
    h2 { margin-top: 12px; }
    .quiet { color: var(--ink-2); font-size: var(--t-14); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UnknownLink {}
