import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { GlyphMark } from '../../ui/glyph';
import { Icon } from '../../ui/icon';
import { Logo } from '../../ui/logo';
import { PageFoot } from '../page-foot';
import { PhoneBanner } from '../phone-banner';
import { RingButton } from '../ring-button';
import { BusMap } from './bus-map';
import { BusStore } from './bus.store';
import { FamilyMessagesChoice } from './family-messages';

/** A family's page: one child's bus, in words first. The map comes after everything that matters. */
@Component({
  selector: 'sl-bus-page',
  imports: [BusMap, FamilyMessagesChoice, GlyphMark, Icon, Logo, PageFoot, PhoneBanner, RingButton],
  providers: [BusStore],
  templateUrl: './bus-page.html',
  styleUrl: './bus-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BusPage {
  readonly store = inject(BusStore);
  readonly cutOffSince = computed(() => {
    const at = this.store.asOf();
    return at === null || this.store.view() === null ? '' : this.store.time(new Date(at).toISOString());
  });
  /** What a screen reader is told by itself: only that the matter has changed, not each minute of it. */
  readonly announcement = computed<string>((): string => this.store.state()?.headline ?? '', { equal: (a, b) => withoutNumbers(a) === withoutNumbers(b) });
  readonly urgent = computed(() => {
    const state = this.store.state();
    return state !== null && (state.old || (state.tone !== 'good' && state.tone !== 'over'));
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(this.store.title()));
  }
}

const withoutNumbers = (text: string): string => text.replace(/\d+/g, '');
