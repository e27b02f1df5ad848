import fc from 'fast-check';
import type { EventData } from '@sightline/contracts';
import { alertDetail } from './alerts.js';
import { childrenAffected } from './alerts-affected.js';
import { alertState, ended, escalated, held } from './alerts-life.js';
import type { AlertLife, Lived, Matter } from './alerts-life.js';
import { alertRules, continuesFor } from './alerts-rules.js';
import { scheduled, seconds, start } from './transport.fixture.js';
import type { Told } from './transport.fixture.js';

const minute = 60_000;
const late = (lateSeconds: number, childrenCount = 6): Matter => ({ band: 'act-now', lateSeconds, childrenCount });
const about = { runRef: 'run', condition: 'late', since: start } as const;
const first = (matter: Matter = late(600)): AlertLife => held(undefined, about, matter, start).alert;
const acknowledged = (alert: AlertLife, at = start): AlertLife => ({ ...alert, acknowledgedAt: at, acknowledgedBy: 'sam' });

describe('[ALERT-1] an alert is raised once', () => {
  it('and asks for nobody again while nothing changed', () => {
    const raised = first();
    expect(raised).toMatchObject({ asks: 1, raisedAt: start, alertRef: 'late:run' });
    expect(held(raised, about, late(900), start + minute)).toEqual({ alert: raised, steps: [] });
  });

  it('a matter to be watched asks for nobody', () => {
    expect(first({ band: 'watch', childrenCount: 3 }).asks).toBe(0);
  });
});

describe('[ALERT-2] a condition that comes back', () => {
  const over = ended(acknowledged(first()), start + minute).alert;
  it('within its gap continues its alert, acknowledged as it was', () => {
    const { alert, steps } = held(over, { ...about, since: start + 5 * minute }, late(650), start + 5 * minute);
    expect(alert).toMatchObject({ asks: 1, acknowledgedBy: 'sam', since: start, endedAt: undefined });
    expect(steps.map(({ step }) => step)).toEqual(['continued']);
  });

  it('later than that raises it anew', () => {
    const again = (over.endedAt ?? 0) + continuesFor('late') + 1;
    const { alert } = held(over, { ...about, since: again }, late(650), again);
    expect([alert.asks, alert.acknowledgedAt, alert.since]).toEqual([2, undefined, again]);
  });

  it('by the word of a person is a new matter each time', () => {
    const cancelled = { runRef: 'run', condition: 'uncovered', since: start } as const;
    const matter: Matter = { band: 'act-now', childrenCount: 6 };
    const covered = ended(acknowledged(held(undefined, cancelled, matter, start).alert), start + 1000).alert;
    const { alert } = held(covered, { ...cancelled, since: start + 2000 }, matter, start + 2000);
    expect([alert.asks, alert.acknowledgedAt]).toEqual([2, undefined]);
  });
});

describe('[ALERT-3] only what got materially worse asks again', () => {
  it.each([
    ['nine minutes more', late(600 + 540), 1],
    ['ten minutes more', late(600 + 600), 2],
    ['less', late(430), 1],
  ])('%s', (_, matter, asks) => expect(held(acknowledged(first()), about, matter, start + minute).alert.asks).toBe(asks));

  it('then it is acknowledged no more, says what changed, and stays with who has it', () => {
    const { alert, steps } = held({ ...acknowledged(first()), assignedTo: 'desk 2' }, about, late(1260), start + 9 * minute);
    expect(alert).toMatchObject({ acknowledgedAt: undefined, assignedTo: 'desk 2', changedAt: start + 9 * minute, change: 'was 10 min late, now 21 min' });
    expect(steps).toEqual([{ at: start + 9 * minute, step: 'worsened', words: 'was 10 min late, now 21 min' }]);
    expect(alertState(alert)).toBe('open');
  });

  it('what was watched and is now to be acted on asks; back and forth it does not ask again', () => {
    const watched = first({ band: 'watch', childrenCount: 0 });
    const acted = held(watched, about, { band: 'act-now', childrenCount: 2 }, start + minute).alert;
    expect(acted.asks).toBe(1);
    const back = held(acted, about, { band: 'watch', childrenCount: 2 }, start + 2 * minute).alert;
    expect(held(back, about, { band: 'act-now', childrenCount: 2 }, start + 3 * minute).alert.asks).toBe(1);
  });
});

const safe = (at = start): AlertLife => held(undefined, { runRef: 'run', condition: 'wrong-school', since: at }, { band: 'safeguarding', childrenCount: 3 }, at).alert;

describe('[ALERT-4] a safeguarding alert', () => {
  it('stays when its condition ended, until it was acknowledged', () => {
    const over = ended(safe(), start + minute).alert;
    expect(alertState(over)).toBe('open');
    expect(alertState(acknowledged(over))).toBe('closed');
    expect(alertState(acknowledged(safe()))).toBe('acknowledged');
  });

  it('any other is over with its condition', () => expect(alertState(ended(first(), start + minute).alert)).toBe('closed'));
});

describe('[ALERT-5] escalation', () => {
  it.each([
    ['a second before three minutes', safe(), 3 * minute - 1000, false],
    ['after three minutes', safe(), 3 * minute, true],
    ['though its condition ended', ended(safe(), start + minute).alert, 3 * minute, true],
    ['acknowledged', acknowledged(safe()), 5 * minute, false],
    ['not safeguarding', first(), 60 * minute, false],
  ])('%s', (_, alert, after, isEscalated) => expect(escalated(alert, start + after).alert.escalatedAt !== undefined).toBe(isEscalated));

  it('comes once, however often the clock asks', () => {
    const once = escalated(safe(), start + 3 * minute);
    expect(once.steps).toEqual([{ at: start + 3 * minute, step: 'escalated' }]);
    expect(escalated(once.alert, start + 9 * minute)).toEqual({ alert: once.alert, steps: [] });
  });
});

it('[ALERT-6] an alert asks at most once for each change of substance, whatever comes and goes', () => {
  const look = fc.record({ holds: fc.boolean(), after: fc.integer({ min: 1, max: 20 * minute }), lateSeconds: fc.integer({ min: 420, max: 4000 }) });
  fc.assert(
    fc.property(fc.array(look, { maxLength: 60 }), (looks) => {
      let now = start;
      let alert: AlertLife | undefined;
      let raised = 0;
      let worst = 0;
      for (const { holds, after, lateSeconds } of looks) {
        now += after;
        if (!holds && alert === undefined) continue;
        const lived: Lived = holds ? held(alert, { ...about, since: now }, late(lateSeconds), now) : ended(alert ?? first(), now);
        const asked = lived.alert.asks - (alert?.asks ?? 0);
        const steps = lived.steps.map(({ step }) => step);
        expect(asked).toBe(steps.filter((step) => step === 'raised' || step === 'worsened').length);
        if (steps.includes('raised')) {
          raised += 1;
          worst = lateSeconds;
        } else if (asked > 0) {
          expect(lateSeconds - worst).toBeGreaterThanOrEqual(alertRules.laterBy);
          worst = lateSeconds;
        }
        alert = lived.alert;
      }
      expect(alert === undefined || alert.asks >= raised).toBe(true);
    }),
  );
});

describe('what people do with alerts', () => {
  const alertRef = 'uncovered:run';
  const cancelled = (): Told => {
    const told = scheduled();
    told.tell('run.cancelled', { runRef: 'run', cause: 'vehicle defect' }, 0);
    return told;
  };
  const steps = (told: Told): (string | undefined)[][] => told.entries().map(({ step, actor, words }) => [step, actor, words]);

  it('[RUN-13] a condition raises its alert in the same breath', () => {
    expect(cancelled().alert(alertRef)).toMatchObject({ runRef: 'run', condition: 'uncovered', asks: 1 });
    expect(cancelled().tell('alert.acknowledged', { alertRef: 'late:run' })?.rejected[0]?.path).toBe('data.alertRef');
  });

  it('[ALERT-7] each step keeps who and when', () => {
    const told = cancelled();
    told.tell('alert.acknowledged', { alertRef }, 10, 'sam');
    told.tell('alert.assigned', { alertRef, to: 'desk 2' }, 20, 'sam');
    told.tell('note.added', { noteRef: 'n', alertRef, words: 'taxi is on its way' }, 25, 'kim');
    told.tell('alert.closed', { alertRef, words: 'taxi came' }, 30, 'kim');
    expect(told.alert(alertRef)).toMatchObject({ acknowledgedAt: start + 10_000, acknowledgedBy: 'sam', assignedTo: 'desk 2', notes: 1, closedAt: start + 30_000, closedBy: 'kim' });
    expect(steps(told)).toEqual([['raised', undefined, undefined], ['acknowledged', 'sam', undefined], ['assigned', 'sam', 'desk 2'], ['noted', 'kim', 'taxi is on its way'], ['closed', 'kim', 'taxi came']]);
  });

  it('[ALERT-8] who comes second is told who was first, and when; the same person again changes nothing', () => {
    const told = cancelled();
    told.tell('alert.acknowledged', { alertRef }, 10, 'sam');
    expect(told.tell('alert.acknowledged', { alertRef }, 11, 'sam')).toBeUndefined();
    expect(told.tell('alert.acknowledged', { alertRef }, 12, 'kim')?.rejected).toEqual([{ path: 'data.alertRef', message: `was acknowledged by sam at ${new Date(start + 10_000).toISOString()}` }]);
    told.tell('alert.closed', { alertRef }, 20, 'sam');
    expect(told.tell('alert.assigned', { alertRef, to: 'kim' }, 21, 'kim')?.rejected[0]?.message).toMatch(/^was closed by sam at /);
    expect(told.alert(alertRef)?.acknowledgedBy).toBe('sam');
    expect(steps(told).filter(([step]) => step === 'acknowledged')).toHaveLength(1);
  });

  it('an alert that ended by itself says so to who acts on it', () => {
    const told = cancelled();
    told.tell('run.covered', { runRef: 'run', how: 'taxi' }, 60);
    expect(told.tell('alert.acknowledged', { alertRef }, 61, 'sam')?.rejected[0]?.message).toMatch(/^was over at /);
  });

  it('[ALERT-9] a handover writes down what is open and gives on what the outgoing person had', () => {
    const told = cancelled();
    told.tell('alert.assigned', { alertRef, to: 'sam' }, 10, 'sam');
    const handover: EventData<'shift.handed-over'> = { handoverRef: 'h', to: 'kim', words: 'quiet morning' };
    told.tell('shift.handed-over', handover, 20, 'sam');
    expect(told.handovers()).toEqual([{ handoverRef: 'h', at: start + 20_000, by: 'sam', from: 'sam', to: 'kim', words: 'quiet morning', alertRefs: [alertRef] }]);
    expect(told.alert(alertRef)?.assignedTo).toBe('kim');
    told.tell('run.covered', { runRef: 'run', how: 'taxi' }, 30);
    told.tell('shift.handed-over', { ...handover, handoverRef: 'h2', from: 'kim', to: 'ali' }, 40, 'sam');
    expect(told.handovers()[1]?.alertRefs).toEqual([]);
    expect(told.alert(alertRef)?.assignedTo).toBe('kim');
  });

  it('[ALERT-3] a late run that falls ten minutes further behind is acknowledged no more', () => {
    const told = scheduled();
    for (let at = -20; at <= 1500; at += 10) told.see(at, Math.min(1500, Math.max(0, at * 10)), at > 150 ? { speedMetresPerSecond: 0 } : {});
    told.tick(850);
    expect(told.alert('late:run')?.asks).toBe(1);
    told.tell('alert.acknowledged', { alertRef: 'late:run' }, 860, 'sam');
    told.tick(1300);
    expect(told.alert('late:run')).toMatchObject({ asks: 1, acknowledgedBy: 'sam' });
    told.see(1510, 1500, { speedMetresPerSecond: 0 });
    told.tick(1520);
    expect(told.alert('late:run')).toMatchObject({ asks: 2, acknowledgedBy: undefined });
    told.tick(1521);
    expect(told.alert('late:run')?.asks).toBe(2);
  });

  it('[ALERT-10] another time when the engine begins anew: alerts that are written down are what they were', () => {
    const told = cancelled();
    told.tell('alert.acknowledged', { alertRef }, 10, 'sam');
    told.commit();
    const before = told.alert(alertRef);
    told.tick(20);
    expect(told.alert(alertRef)).toEqual(before);
    expect(told.entries()).toEqual([]);
  });

});

describe('[ALERT-13] an alert counts the children whom it concerns', () => {
  const child = (passengerRef: string, more: Partial<EventData<'passenger.upserted'>> = {}): EventData<'passenger.upserted'> => ({ passengerRef, schoolRef: 'school', routeRef: 'route', needs: [], assistantRequired: false, ...more });
  const context = { now: start, clock: () => '', childrenCount: 3 };

  it('all that are expected, for what happens to the run', () => {
    const told = scheduled();
    for (const ref of ['a', 'b', 'c']) told.tell('passenger.upserted', child(ref), -3600);
    told.tell('passenger.absent', { runRef: 'run', passengerRef: 'c', at: seconds(-60) }, -60);
    told.commit();
    expect(childrenAffected('late', told.run(), told.fleet, start)).toBe(2);
  });

  it('those of whom nobody can say where they are, named nowhere', () => {
    const told = scheduled();
    for (const ref of ['a', 'b', 'c']) told.tell('passenger.upserted', child(ref, { name: 'Wren Example' }), -3600);
    told.tell('run.started', { runRef: 'run', at: seconds(0) }, 0);
    told.tell('passenger.boarded', { runRef: 'run', passengerRef: 'a', at: seconds(10) }, 10);
    told.tell('passenger.absent', { runRef: 'run', passengerRef: 'b', at: seconds(10) }, 10);
    told.tell('run.completed', { runRef: 'run', at: seconds(400) }, 400);
    told.commit();
    expect(childrenAffected('unaccounted', told.run(), told.fleet, start)).toBe(2);
    expect(alertDetail('unaccounted', told.run(), context, told.fleet)).toBe('The run is over: 1 child is still ticked off as aboard, and of 1 child nobody said anything');
  });

  it('those who are too long aboard, with the longest journey and its limit', () => {
    const told = scheduled();
    told.tell('school.upserted', { schoolRef: 'school', name: 'Beechwood', latitude: 52, longitude: -1, phase: 'primary', bellTimes: { starts: '08:50', ends: '15:15' } }, -3600);
    for (const ref of ['a', 'b']) told.tell('passenger.upserted', child(ref), -3600);
    told.tell('run.started', { runRef: 'run', at: seconds(0) }, 0);
    told.tell('passenger.boarded', { runRef: 'run', passengerRef: 'a', at: seconds(0) }, 10);
    told.tell('passenger.boarded', { runRef: 'run', passengerRef: 'b', at: seconds(2000) }, 2000);
    told.commit();
    const now = start + 50 * minute;
    expect(childrenAffected('overlong', told.run(), told.fleet, now)).toBe(1);
    expect(alertDetail('overlong', told.run(), { ...context, now }, told.fleet)).toBe('50 min expected, limit is 45');
  });
});

it('an uncovered run says why, when it was said and how long before its start', () => {
  const told = scheduled();
  told.tell('run.cancelled', { runRef: 'run', cause: 'vehicle defect' }, -48 * 60);
  told.commit();
  const context = { now: start, clock: () => '07:42', childrenCount: 3 };
  expect(alertDetail('uncovered', told.run(), context, told.fleet)).toBe('Vehicle defect, said at 07:42, 48 min before its start');
  told.tell('run.covered', { runRef: 'run', how: 'taxi' }, -60);
  expect(alertDetail('uncovered', told.run(), context, told.fleet)).toMatch(/; covered, the families were not told$/);
});
