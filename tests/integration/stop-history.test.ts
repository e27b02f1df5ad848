import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { StopHistory } from '@sightline/contracts';
import { event, minutesFrom, scheduledRun } from '../fixtures/events.ts';
import { signIn } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Ten in the morning of the day of the call, and as many days before it. */
const today = Date.parse('2026-03-10T10:00:00Z');
const date = (at: number): string => new Date(at).toISOString().slice(0, 10);

describe('[CALL-50] lateness at a stop over the last 20 school days', () => {
  let sightline: Sightline;
  const plan = (runRef: string, start: number, routeRef = 'R412', direction: 'to-school' | 'from-school' = 'from-school'): object => {
    const run = scheduledRun(runRef, start, { routeRef, direction, serviceDate: date(start) });
    return { ...run, data: { ...run.data, stopCalls: run.data.stopCalls.map((call, place) => ({ ...call, stopRef: `stop-${place + 1}` })) } };
  };
  const was = (runRef: string, start: number, lateMinutes: number): object =>
    event('stop.called', { runRef, sequence: 3, arrivedAt: minutesFrom(start, 6 + lateMinutes), departedAt: minutesFrom(start, 6.5 + lateMinutes) });

  before(async () => {
    sightline = await startSightline();
    const events: object[] = [plan('today', today)];
    // Thirty days before it, every other one a day on which the route ran; late by as many minutes as they lie back.
    for (let back = 1; back <= 60; back += 2) {
      const start = today - back * day;
      events.push(plan(`past-${back}`, start), plan(`morning-${back}`, start - 90 * minute, 'R412', 'to-school'), plan(`other-${back}`, start, 'R9'));
      if (back === 3) continue;
      if (back === 5) events.push(event('run.cancelled', { runRef: 'past-5', cause: 'vehicle defect' }));
      else events.push(event('run.started', { runRef: `past-${back}`, at: minutesFrom(start, 0) }), was(`past-${back}`, start, back < 12 ? back : 0));
      events.push(was(`morning-${back}`, start - 90 * minute, 40));
    }
    // A second run home of the same day, an hour later: not the one that is asked about.
    events.push(plan('late-bus-1', today - day + 60 * minute), was('late-bus-1', today - day + 60 * minute, 30));
    const { status, body } = await send(sightline, events);
    assert.equal(status, 200, JSON.stringify(body));
  });
  after(() => sightline.stop());

  const historyOf = async (runRef: string, sequence: number): Promise<StopHistory> => (await signIn(sightline, 'calls')).get(`/api/contact/stop-history?runRef=${runRef}&sequence=${sequence}`);

  it('is that of the same route, direction and stop, a day each, the newest first, with its formula and age', async () => {
    const { items, late, seen, summary, formula, asOf, lateFromMinutes } = await historyOf('today', 3);
    assert.equal(items.length, 20);
    assert.deepEqual(items.map(({ serviceDate }) => serviceDate), Array.from({ length: 20 }, (_, place) => date(today - (2 * place + 1) * day)));
    assert.deepEqual(items.slice(0, 7).map(({ lateMinutes }) => lateMinutes), [1, undefined, undefined, 7, 9, 11, 0]);
    assert.deepEqual([late, seen, lateFromMinutes], [3, 18, 6]);
    assert.equal(summary, '3 of 18 late; not seen on 1 day; cancelled on 1 day');
    assert.match(formula, /timetable.*last 20 days/s);
    assert.ok(Math.abs(Date.parse(asOf) - Date.now()) < minute);
  });

  it('a day on which it was not seen there, or was cancelled, is told as such', async () => {
    const { items } = await historyOf('today', 3);
    assert.deepEqual(items.slice(1, 3).map(({ outcome, arrivedAt }) => [outcome, arrivedAt]), [['not-seen', undefined], ['cancelled', undefined]]);
    const unseen = await historyOf('today', 4);
    assert.ok(unseen.items.every(({ outcome }) => outcome !== 'seen'));
    assert.equal(unseen.summary, 'Not seen here on any day; cancelled on 1 day');
  });

  it('a run without days before it has none, and a stop that is not there is not found', async () => {
    const first = await historyOf('past-59', 3);
    assert.deepEqual([first.items, first.summary], [[], 'No day before this one is known']);
    const calls = await signIn(sightline, 'calls');
    for (const query of ['runRef=today&sequence=9', 'runRef=nobody&sequence=3']) assert.equal((await calls.request(`/api/contact/stop-history?${query}`)).status, 404, query);
    assert.equal((await calls.request('/api/contact/stop-history?runRef=today')).status, 400);
  });

  it('is for advisers, the control room and managers alone', async () => {
    for (const [role, status] of [['calls', 200], ['control', 200], ['manager', 200], ['office', 403], ['board', 403]] as const) {
      assert.equal((await (await signIn(sightline, role)).request('/api/contact/stop-history?runRef=today&sequence=3')).status, status, role);
    }
    assert.equal((await fetch(`${sightline.url}/api/contact/stop-history?runRef=today&sequence=3`)).status, 401);
  });
});
