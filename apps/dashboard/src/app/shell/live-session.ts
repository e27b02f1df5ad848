import { DestroyRef, Injectable, effect, inject } from '@angular/core';
import { LiveClient } from '../live/live-client';
import { Clock } from '../ui/clock';
import { Session } from './session';

/** What every shell of a signed-in person does with the connection: opens it, follows its clock, and leaves when it is told to. */
@Injectable()
export class LiveSession {
  constructor() {
    const live = inject(LiveClient);
    const session = inject(Session);
    const clock = inject(Clock);
    clock.useZone(session.timeZone());
    // Until a second factor is set up that is asked for, the server opens no socket.
    if (session.user()?.mustEnrol !== true) void live.connect();
    effect(() => clock.correct(live.clockSkew()));
    effect(() => {
      const reason = live.goodbye();
      if (reason !== null && reason !== 'shutting-down') void session.leave(reason);
    });
    effect(() => {
      if (live.refused() > 0) void session.recheck();
    });
    inject(DestroyRef).onDestroy(() => live.disconnect());
  }
}
