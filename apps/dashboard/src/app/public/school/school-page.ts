import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { GlyphMark } from '../../ui/glyph';
import { Logo } from '../../ui/logo';
import { PageFoot } from '../page-foot';
import { PhoneBanner } from '../phone-banner';
import { RingButton } from '../ring-button';
import { SchoolStore } from './school.store';

/** A school's arrivals board: for the office, the gate and the screen in the hall. Numbers of children, never who. */
@Component({
  selector: 'sl-school-page',
  imports: [GlyphMark, Logo, PageFoot, PhoneBanner, RingButton],
  providers: [SchoolStore],
  templateUrl: './school-page.html',
  styleUrl: './school-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SchoolPage {
  readonly store = inject(SchoolStore);
  readonly at = computed(() => {
    const at = this.store.asOf();
    return at === null || this.store.session() === undefined ? '' : this.store.time(new Date(at).toISOString());
  });
  readonly heading = computed(() => {
    const session = this.store.session();
    if (session === undefined) return 'Looking for your buses';
    if (session.closure !== undefined && session.closure.endsAt === undefined) return 'The school is closed today';
    return session.direction === null ? 'No buses are due now' : session.direction === 'to-school' ? 'Buses to school' : 'Buses home';
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.heading()}${this.store.session() === undefined ? '' : `, ${this.store.session()?.schoolName ?? ''}`}`));
  }
}
