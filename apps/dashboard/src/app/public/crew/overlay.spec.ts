import type { CrewChild, CrewRun } from '@sightline/contracts';
import { connectionWords, clockWords, sharingWords, stateWords } from './crew-words';
import { overlaid } from './overlay';
import type { CrewEvent } from './queue/queue-store';
import type { QueueState } from './queue/crew-queue';
import { isTimeToWalk, leftToDo, listStops, movedOn, stopAt, stopInHand } from './stops';

const at = (minute: number): string => new Date(Date.parse('2026-11-10T08:00:00Z') + minute * 60_000).toISOString();
const child = (name: string, boards: number, more: Partial<CrewChild> = {}): CrewChild => ({ passengerRef: name, name, needs: [], assistantRequired: false, boards, alights: 3, status: 'to-board', ...more });
const run = (more: Partial<CrewRun> = {}): CrewRun => ({
  runRef: 'run', routeRef: '412', state: 'running', startsAt: at(0), endsAt: at(20), shownUntil: at(50), signInRef: 'crew:link', signedIn: { role: 'assistant', at: at(-5) }, guideRequired: false,
  stops: [1, 2, 3].map((sequence) => ({ sequence, name: `Stop ${sequence}`, latitude: 52 + sequence / 100, longitude: -1, scheduledAt: at(sequence * 5) })),
  children: [child('Maya P.', 1), child('Leo A.', 2)],
  ...more,
});
let count = 0;
const said = <T extends CrewEvent['type']>(type: T, data: Extract<CrewEvent, { type: T }>['data'], time = at(6)): CrewEvent => ({ id: `e${(count += 1)}`, type, data, time }) as CrewEvent;
const boarded = (minute: number): CrewEvent => said('passenger.boarded', { runRef: 'run', passengerRef: 'Maya P.', at: at(minute) });
const statusOf = (now: CrewRun): string => now.children[0]?.status ?? '';

describe('[LINK-74] what this phone has said stands on its screen at once', () => {
  it('a tick, and its undoing', () => {
    const undone = said('passenger.corrected', { runRef: 'run', passengerRef: 'Maya P.', status: 'to-board', at: at(7) });
    expect(statusOf(overlaid(run(), [boarded(6)]))).toBe('aboard');
    expect(statusOf(overlaid(run(), [boarded(6), undone]))).toBe('to-board');
  });

  it('and gives way to what somebody saw later', () => {
    expect(statusOf(overlaid(run({ children: [child('Maya P.', 1, { status: 'alighted', tickedAt: at(9) })] }), [boarded(6)]))).toBe('alighted');
  });

  it('signing in, setting off, a stop, a delay and the walk', () => {
    const scheduled = run({ state: 'scheduled', signedIn: null });
    expect(overlaid(scheduled, [said('crew.signed-in', { runRef: 'run', role: 'driver', ref: 'crew:link', at: at(1) })]).signedIn?.role).toBe('driver');
    expect(overlaid(scheduled, [said('run.started', { runRef: 'run', at: at(1) })]).state).toBe('running');
    expect(overlaid(scheduled, [said('stop.called', { runRef: 'run', sequence: 2, arrivedAt: at(8) })])).toMatchObject({ state: 'running', stops: [{}, { arrivedAt: at(8) }, {}] });
    expect(overlaid(run(), [said('run.delayed', { runRef: 'run', minutes: 10, cause: 'Traffic' })]).delay?.minutes).toBe(10);
    expect(overlaid(run(), [said('crew.walked', { runRef: 'run', role: 'driver', ref: 'crew:link', at: at(30) })])).toMatchObject({ state: 'completed', walkedAt: at(30) });
  });

  it('of its own run only', () => {
    expect(statusOf(overlaid(run({ runRef: 'another' }), [boarded(6)]))).toBe('to-board');
  });
});

describe('[LINK-76] the stop in hand', () => {
  const stops = run().stops;
  it('is the first before the bus has set off', () => expect(stopInHand(run(), -1)).toBe(0));
  it('is the one that the phone is at, without a connection', () => {
    expect(stopAt(stops, { latitude: 52.0204, longitude: -1 })).toBe(1);
    expect(stopAt(stops, { latitude: 52.015, longitude: -1 })).toBe(-1);
    expect(stopInHand(run(), movedOn(stops, -1, { latitude: 52.0204, longitude: -1 }))).toBe(1);
  });
  it('is the next one once the bus has left', () => {
    expect(stopInHand(run({ stops: stops.map((stop, i) => (i === 0 ? { ...stop, arrivedAt: at(4), departedAt: at(5) } : stop)) }), -1)).toBe(1);
  });
  it('is the next one once the phone is well away, and no further before it is there', () => {
    const on = [52.02, 52.0205, 52.0215, 52.025, 52.0296].reduce<number[]>((all, latitude) => [...all, movedOn(stops, all.at(-1) ?? -1, { latitude, longitude: -1 })], []);
    expect(on.map((progress) => stopInHand(run(), progress))).toEqual([1, 1, 2, 2, 2]);
    expect(on).toEqual([2, 2, 3, 3, 4]);
  });
  it('does not change with a tick', () => {
    expect(stopInHand(overlaid(run(), [boarded(6)]), -1)).toBe(stopInHand(run(), -1));
  });
  it('comes first, then those ahead, then those behind with what was left there', () => {
    const lists = listStops(run(), 1);
    expect(lists.map(({ stop, place }) => [stop.sequence, place])).toEqual([[2, 'now'], [3, 'later'], [1, 'earlier']]);
    expect(lists.map(leftToDo)).toEqual(['1 to get on', '', '1 not ticked']);
  });
  it('leads to the walk through the bus at the last stop, once, and only for who has signed in', () => {
    expect([isTimeToWalk(run(), 1), isTimeToWalk(run(), 2), isTimeToWalk(run({ walkedAt: at(30) }), 2), isTimeToWalk(run({ signedIn: null }), 2), isTimeToWalk(run({ state: 'completed' }), 0)]).toEqual([false, true, false, false, true]);
  });
});

describe('the words of a crew page', () => {
  const queue = (more: Partial<QueueState>): QueueState => ({ ticks: 0, positions: 0, refused: [], failingSince: null, emptyAt: null, ...more });
  it.each([
    ['offline', { ticks: 14, positions: 120 }, 'Offline: 14 ticks and 120 positions wait on this phone'],
    ['offline', { ticks: 1 }, 'Offline: 1 tick waits on this phone'],
    ['offline', {}, 'Offline. What you tick is kept on this phone.'],
    ['unreachable', { positions: 3 }, 'No answer: 3 positions wait on this phone'],
    ['connected', { ticks: 2, failingSince: 5 }, 'No answer: 2 ticks wait on this phone'],
    ['connected', { ticks: 2 }, 'Sending 2 ticks'],
    ['connected', { positions: 1 }, 'Connected. The control room has everything.'],
  ] as const)('say how it is connected: %s, %o', (phone, more, words) => expect(connectionWords(phone, queue(more)).words).toBe(words));

  it('say what to do where there is no position', () => {
    expect(sharingWords('denied', undefined).help).toContain('allow Location');
    expect(sharingWords('sharing', 250).words).toBe('Sharing position, roughly (250 m)');
  });

  it('call nothing on time that is not known', () => {
    const words = (latenessSeconds: number | undefined): string => stateWords(run({ latenessSeconds }), (when) => when.slice(11, 16));
    expect([words(undefined), words(60), words(300)]).toEqual(['Under way', 'On time', '5 min late']);
    expect(stateWords(run({ state: 'scheduled' }), (when) => when.slice(11, 16))).toBe('Due to start 08:00');
  });

  it('tell of a clock that is wrong by a minute or more', () => {
    expect(clockWords(20_000)).toBeUndefined();
    expect(clockWords(300_000)).toBe("This phone's clock is 5 minutes slow. What you tick is sent with the right time.");
    expect(clockWords(-61_000)).toContain('1 minute fast');
  });
});
