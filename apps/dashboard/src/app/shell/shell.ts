import type { ElementRef} from '@angular/core';
import { ChangeDetectionStrategy, Component, DestroyRef, computed, inject, viewChild } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { LiveClient } from '../live/live-client';
import { Clock } from '../ui/clock';
import { Announcements } from './announcements';
import { Announcer } from './announcer';
import { connectionWords } from './connection-words';
import { Logo } from '../ui/logo';
import { LiveSession } from './live-session';
import { pages } from './pages';
import { Session } from './session';
import { UserMenu } from './user-menu';

/** What surrounds every page of a signed-in person: pages, connection, clock, who they are, and the live region. */
@Component({
  selector: 'sl-shell',
  providers: [LiveSession],
  imports: [RouterOutlet, RouterLink, RouterLinkActive, Logo, UserMenu],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Shell {
  private readonly live = inject(LiveClient);
  private readonly clock = inject(Clock);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  readonly session = inject(Session);
  readonly announcer = inject(Announcer);

  readonly pages = computed(() => pages.filter(({ resources }) => resources.some((each) => this.session.may(each))));
  readonly connection = computed(() => connectionWords(this.live.connection(), this.live.paused(), this.clock.ageSeconds(this.live.newestAt()), (at) => this.clock.time(at)));
  readonly day = computed(() => this.clock.day(this.clock.now()));
  readonly time = computed(() => this.clock.timeWithSeconds(this.clock.now()));

  constructor() {
    const announcements = inject(Announcements);
    inject(LiveSession);
    announcements.start();
    inject(DestroyRef).onDestroy(() => announcements.stop());
  }

  skip(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }
}
