import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { MetricView, RunDemandView, WaitingAbout, WallboardReply } from '@sightline/contracts';
import { event, scheduledRun } from '../fixtures/events.ts';
import type { SentEvent } from '../fixtures/events.ts';
import { noonZone } from '../support/zones.ts';
import { LiveClient } from '../support/live-client.ts';
import type { Followed } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const second = 1000;
const minute = 60 * second;
const now = Date.now();
/** Calls are of one day whatever the hour: where the tests' council lies it is about noon. */
const zone = noonZone(now);
const iso = (at: number): string => new Date(at).toISOString();

/** A call with its whole life, as a telephone system tells it. */
const call = (callRef: string, queuedAt: number, life: { answered?: number; abandoned?: number } = {}): SentEvent[] => [
  event('call.queued', { callRef, queue: 'Transport', at: iso(queuedAt) }),
  ...(life.answered === undefined ? [] : [event('call.answered', { callRef, adviserRef: 'adviser-1', at: iso(queuedAt + life.answered * second) })]),
  ...(life.answered === undefined ? [] : [event('call.ended', { callRef, talkSeconds: 100, holdSeconds: 10, wrapSeconds: 20, at: iso(queuedAt + (life.answered + 130) * second) })]),
  ...(life.abandoned === undefined ? [] : [event('call.abandoned', { callRef, at: iso(queuedAt + life.abandoned * second) })]),
];
const calls = (name: string, count: number, life: { answered?: number; abandoned?: number }): SentEvent[] => Array.from({ length: count }, (_, index) => call(`${name}-${index}`, now - 10 * minute, life)).flat();

/** contact-centre.md: 1,000 answered, 60 abandoned, 860 answered and 20 abandoned within T. */
const checkDay = [...calls('in-time', 860, { answered: 20 }), ...calls('later', 140, { answered: 21 }), ...calls('short', 20, { abandoned: 20 }), ...calls('lost', 40, { abandoned: 21 })];
const checkFigures: Readonly<Record<string, readonly [value: number, numerator: number, denominator: number]>> = {
  'service-level': [82.7, 860, 1040],
  'service-level-d': [82.7, 860, 1040],
  'service-level-a': [83, 880, 1060],
  'service-level-b': [86, 860, 1000],
  'service-level-c': [81.1, 860, 1060],
  abandonment: [5.7, 60, 1060],
  'abandonment-excluding-short': [3.8, 40, 1040],
  'average-speed-of-answer': [20.1, 20_140, 1000],
  'average-handling-time': [130, 130_000, 1000],
};

async function tell(sightline: Sightline, events: readonly object[]): Promise<void> {
  for (let from = 0; from < events.length; from += 500) {
    const { status, body } = await send(sightline, events.slice(from, from + 500));
    assert.deepEqual([status, body.rejected], [200, []]);
  }
}
const figuresOf = (metrics: readonly MetricView[]) => Object.fromEntries(metrics.filter(({ name }) => name in checkFigures).map(({ name, value, numerator, denominator }) => [name, [value, numerator, denominator]]));
const boardOf = (person: Person): Promise<WallboardReply> => person.get<WallboardReply>('/api/contact/wallboard');

async function follow(sightline: Sightline, person: Person): Promise<{ client: LiveClient; state: Followed }> {
  const client = new LiveClient(sightline.url, person.cookie);
  assert.equal(await client.connect(), undefined);
  const { state } = await client.follow('wallboard');
  return { client, state };
}

describe('the wallboard, from the telephone to the wall', () => {
  let sightline: Sightline;
  let adviser: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', SIGHTLINE_TIME_ZONE: zone } });
    adviser = await signIn(sightline, 'calls');
  });
  after(() => sightline.stop());

  it('[CALL-90] says that no telephone system is connected until one tells of a call', async () => {
    const { waitingAbout, metrics } = await boardOf(adviser);
    assert.deepEqual([waitingAbout.connected, waitingAbout.lastCallAt, waitingAbout.target], [false, null, 20]);
    assert.equal(metrics.find(({ name }) => name === 'service-level')?.value, null);
  });

  it('[CALL-80] comes to the check figures over HTTP, over the topic and as CSV, from telephone events through the door', async () => {
    const { client, state } = await follow(sightline, adviser);
    await tell(sightline, checkDay);
    await client.until(() => (state.items.get('service-level') as MetricView | undefined)?.denominator === 1040, 'the service level of the whole day');
    const { metrics, waitingAbout } = await boardOf(adviser);
    assert.deepEqual(figuresOf(metrics), checkFigures);
    assert.deepEqual(figuresOf([...state.items.values()].filter((entry): entry is MetricView => !('entry' in (entry as object)))), checkFigures);
    const csv = await (await adviser.request('/api/contact/wallboard', { headers: { accept: 'text/csv' } })).text();
    for (const [name, [value, numerator, denominator]] of Object.entries(checkFigures)) {
      const line = csv.split('\r\n').find((each) => each.startsWith(`${name},`)) ?? '';
      for (const part of [value, numerator, denominator]) assert.ok(line.split(',').includes(String(part)), `${part} in ${line}`);
    }
    for (const { name, label, formula, asOf, unit } of metrics) assert.ok([label, formula, asOf, unit].every((words) => words.length > 0), name);
    assert.equal(waitingAbout.connected, true);
    client.close();
  });

  it('[CALL-82] tells since when the longest waits, and a reader that cannot count up hears of it anew', async () => {
    const { client, state } = await follow(sightline, adviser);
    const queuedAt = Date.now() - 102 * second;
    await tell(sightline, [event('call.queued', { callRef: 'waits', queue: 'Transport', at: iso(queuedAt) }), event('call.queued', { callRef: 'waits-less', queue: 'Transport', at: iso(queuedAt + 60 * second) })]);
    const longest = (): MetricView | undefined => state.items.get('longest-wait') as MetricView | undefined;
    await client.until(() => longest()?.since === iso(queuedAt), 'the longest wait');
    const first = longest()?.value ?? 0;
    assert.ok(first >= 102 && first < 130);
    await client.until(() => (longest()?.value ?? 0) > first, 'the wait grown', 15_000);
    assert.equal((state.items.get('calls-waiting') as MetricView).value, 2);
    await tell(sightline, [event('call.answered', { callRef: 'waits', adviserRef: 'a', at: iso(Date.now()) }), event('call.abandoned', { callRef: 'waits-less', at: iso(Date.now()) })]);
    await client.until(() => (state.items.get('calls-waiting') as MetricView).value === 0 && longest()?.since === undefined, 'nobody waits');
    client.close();
  });

  it('[CALL-91] has the same figures after the process was killed', async () => {
    await tell(sightline, [event('call.queued', { callRef: 'over-the-crash', queue: 'Transport', at: iso(Date.now()) })]);
    const before_ = await boardOf(adviser);
    await sightline.kill9();
    sightline = await sightline.restart();
    adviser = await signIn(sightline, 'calls');
    const again = await boardOf(adviser);
    const plain = ({ metrics }: WallboardReply) => metrics.filter(({ name }) => name !== 'longest-wait').map(({ name, value, numerator, denominator }) => [name, value, numerator, denominator]);
    assert.deepEqual(plain(again), plain(before_));
    assert.equal(again.metrics.find(({ name }) => name === 'calls-waiting')?.value, 1);
    await tell(sightline, [event('call.abandoned', { callRef: 'over-the-crash', at: iso(Date.now()) })]);
  });

  it('is refused to the board and to the programme office', async () => {
    for (const role of ['board', 'office'] as const) {
      const person = await signIn(sightline, role);
      assert.equal((await person.request('/api/contact/wallboard')).status, 403);
    }
  });
});

describe('[CALL-81] T is a setting', () => {
  it('counts by it and says it in the formulas', async () => {
    const sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', SIGHTLINE_TIME_ZONE: zone, SIGHTLINE_ANSWER_SECONDS: '45' } });
    try {
      const adviser = await signIn(sightline, 'calls');
      await tell(sightline, [...calls('quick', 3, { answered: 44 }), ...calls('slow', 1, { answered: 46 })]);
      const { metrics, waitingAbout } = await boardOf(adviser);
      const level = metrics.find(({ name }) => name === 'service-level');
      assert.deepEqual([level?.value, waitingAbout.target], [75, 45]);
      assert.match(level?.formula ?? '', /^answered within 45 s ÷/);
    } finally {
      await sightline.stop();
    }
  });
});

describe('[CALL-87] demand linkage, from the telephone to the wall', () => {
  let sightline: Sightline;
  let adviser: Person;
  const number = (index: number): string => `0121 496 ${String(100 + index).padStart(4, '0')}`;
  const start = now - 8 * minute;
  const serviceDate = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now);
  /** Eleven families of route 412, nine of which want messages; two of route 7; one alone on route 901. */
  const families = [...Array.from({ length: 11 }, (_, index) => ({ route: '412', messages: index < 9 ? 'sms' as const : 'none' as const })), ...['7', '7', '901'].map((route) => ({ route, messages: 'sms' as const }))];

  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', SIGHTLINE_TIME_ZONE: zone } });
    adviser = await signIn(sightline, 'calls');
    await tell(sightline, [
      ...['412', '7', '901', '55'].map((routeRef) => scheduledRun(`run-${routeRef}`, start, { routeRef, serviceDate })),
      ...families.flatMap(({ route, messages }, index) => [
        event('passenger.upserted', { passengerRef: `child-${index}`, schoolRef: 's', routeRef: route, needs: [], assistantRequired: false }),
        event('guardian.upserted', { guardianRef: `guardian-${index}`, passengerRefs: [`child-${index}`], relationship: 'mother', telephones: [number(index)], messages }),
      ]),
      event('passenger.upserted', { passengerRef: 'child-punctual', schoolRef: 's', routeRef: '55', needs: [], assistantRequired: false }),
      event('guardian.upserted', { guardianRef: 'guardian-punctual', passengerRefs: ['child-punctual'], relationship: 'father', telephones: ['07700 900999'], messages: 'sms' }),
      ...['412', '901'].map((routeRef) => event('run.delayed', { runRef: `run-${routeRef}`, minutes: 16, cause: 'roadworks' })),
      event('run.cancelled', { runRef: 'run-7', cause: 'vehicle defect' }),
    ]);
  });
  after(() => sightline.stop());

  it('says which late and cancelled runs the waiting calls are about, and how many families were told before they rang', async () => {
    const { client, state } = await follow(sightline, adviser);
    const demand = (): (RunDemandView | undefined) => state.items.get('demand:run-412') as RunDemandView | undefined;
    const about = (): WaitingAbout => state.items.get('waiting-about') as WaitingAbout;
    const control = await signIn(sightline, 'control');
    await until('a late run', async () => (await control.get<{ items: unknown[] }>('/api/transport/runs?condition=late')).items.length >= 2 || undefined);
    const rings = (callRef: string, callerNumber?: string): SentEvent => event('call.queued', { callRef, queue: 'Transport', at: iso(Date.now()), ...(callerNumber !== undefined && { callerNumber }) });

    await tell(sightline, [rings('before', '+44 121 496 0100')]);
    await client.until(() => demand()?.waiting === 1, 'a call about route 412');
    assert.deepEqual([demand()?.families, demand()?.told, demand()?.waitingTold, demand()?.trouble], [11, 0, 0, 'late']);

    const message = { type: 'message.sent', data: { messageRef: 'm1', runRef: 'run-412', audience: 'families', words: 'About 16 minutes late.' } };
    assert.equal((await control.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(message) })).status, 200);
    await client.until(() => demand()?.told === 9, 'nine families told');
    await tell(sightline, [rings('after', '(0121) 496 0101'), rings('no number'), rings('withheld', 'anonymous'), rings('stranger', '07700 900123'), rings('punctual', '07700900999'), rings('of the cancelled', number(11)), rings('alone', number(13))]);
    await client.until(() => about().waiting === 8 && state.items.has('demand:run-7'), 'eight calls waiting');
    assert.deepEqual([demand()?.waiting, demand()?.waitingTold, demand()?.minutesLate], [2, 1, 16]);
    const { named, unnamed, untroubled, unknown, several } = about();
    assert.deepEqual({ named, unnamed, untroubled, unknown, several }, { named: 3, unnamed: 1, untroubled: 1, unknown: 3, several: 0 });
    assert.equal((state.items.get('demand:run-7') as RunDemandView).trouble, 'cancelled');

    // Nothing says who rings: no number, no child, no guardian; and the run of one family is not named.
    const everything = `${JSON.stringify([...state.items])}${JSON.stringify(await boardOf(adviser))}`;
    assert.doesNotMatch(everything, /guardian-|child-|0121|121496|7700|run-901|"901"/);
    client.close();
  });

  it('[CALL-91] links the same calls after the process was killed: the numbers are in rows that can be erased, and nowhere twice', async () => {
    const linked = ({ demand, waitingAbout: { asOf, ...about } }: WallboardReply) => ({ demand, about });
    const known = linked(await boardOf(adviser));
    await sightline.kill9();
    sightline = await sightline.restart();
    adviser = await signIn(sightline, 'calls');
    assert.deepEqual(linked(await boardOf(adviser)), known);
    assert.doesNotMatch(sightline.output(), /496|7700/, 'no number in what is printed');
  });

  it('lets go of a run when nobody waits about it any more', async () => {
    const { client, state } = await follow(sightline, adviser);
    await tell(sightline, [event('call.answered', { callRef: 'before', adviserRef: 'a', at: iso(Date.now()) }), event('call.abandoned', { callRef: 'after', at: iso(Date.now()) })]);
    await client.until(() => !state.items.has('demand:run-412'), 'nobody waits about route 412');
    client.close();
  });
});
