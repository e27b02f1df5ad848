import { TestBed } from '@angular/core/testing';
import type { Alert, TopicChange } from '@sightline/contracts';
import { LiveClient } from '../live/live-client';
import { Announcements } from './announcements';
import { Announcer } from './announcer';
import { Session } from './session';

const alert = (more: Partial<Alert> = {}): Alert => ({ alertRef: 'late:r', band: 'act-now', state: 'open', condition: 'late', runRef: 'r', routeRef: '412', since: '2026-11-10T08:20:00Z', title: 'Late', detail: '', childrenCount: 6, minutes: 10, weight: 60, asks: 1, notes: 0, ...more });
const change = (value: Alert): TopicChange<'alerts'> => ({ key: value.alertRef, value });

describe('Announcements', () => {
  let said: string[];
  let hear: (changes: readonly TopicChange<'alerts'>[], reset: boolean) => void;
  beforeEach(() => {
    said = [];
    const live = { attach: () => ({ handle: { listen: (listener: typeof hear) => ((hear = listener), () => undefined) }, close: () => undefined }) };
    TestBed.configureTestingModule({
      providers: [
        { provide: LiveClient, useValue: live },
        { provide: Session, useValue: { may: () => true } },
        { provide: Announcer, useValue: { say: (words: string) => said.push(words), interrupt: (words: string) => said.push(`! ${words}`) } },
      ],
    });
    TestBed.inject(Announcements).start();
    hear([], true);
  });

  it('says a new alert once, whatever words, seconds and reconnections come after it', () => {
    hear([change(alert())], false);
    hear([change(alert({ detail: '11 min late', minutes: 11 }))], false);
    hear([change(alert({ state: 'acknowledged', acknowledgedBy: 'sam' }))], false);
    hear([change(alert())], true);
    expect(said).toEqual(['Late, route 412, 6 children.']);
  });

  it('says nothing when a condition is away for a moment, and what is raised anew or got worse', () => {
    hear([change(alert())], false);
    hear([{ key: 'late:r', value: null }], false);
    hear([change(alert())], false);
    hear([change(alert({ asks: 2, changed: { at: '2026-11-10T08:40:00Z', words: 'was 10 min late, now 21 min' } }))], false);
    expect(said).toEqual(['Late, route 412, 6 children.', 'Worse: Late, route 412, 6 children, was 10 min late, now 21 min.']);
  });

  it('says nothing of what stood there before, nor of what is only watched', () => {
    TestBed.inject(Announcements).stop();
    TestBed.inject(Announcements).start();
    hear([change(alert())], true);
    hear([change(alert({ alertRef: 'not-ready:r', band: 'watch', asks: 0 }))], false);
    expect(said).toEqual([]);
  });

  it('interrupts for safeguarding alone, once, and once more when it escalates', () => {
    const safe = alert({ alertRef: 'wrong-school:r', band: 'safeguarding', title: 'At the wrong school', childrenCount: 3 });
    hear([change(safe)], false);
    hear([change({ ...safe, asks: 2, escalatedAt: '2026-11-10T08:23:00Z' })], false);
    hear([change({ ...safe, asks: 2, escalatedAt: '2026-11-10T08:23:00Z', endedAt: '2026-11-10T08:24:00Z' })], false);
    expect(said).toEqual(['! At the wrong school, route 412, 3 children.', '! Escalated, nobody has it: At the wrong school, route 412, 3 children.']);
  });
});
