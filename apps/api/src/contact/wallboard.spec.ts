import { Config } from '../config/config.js';
import type { Context, Incoming } from '../engine/decider.js';
import type { Forgetting } from '../retention/forgetting.js';
import type { PersonalQueries } from '../engine/personal.queries.js';
import type { FamilyQueries } from '../transport/families.queries.js';
import { ContactDecider } from './contact.decider.js';
import type { ContactRepository } from './contact.repository.js';
import type { DemandLinkage } from './demand.js';
import type { Evidence } from './evidence.js';
import { Wallboard } from './wallboard.js';
import type { WallboardTopic } from './wallboard.topic.js';

const second = 1000;
const hour = 3_600_000;

/** A contact centre of nobody but its clock and its lines. */
class Centre {
  readonly wallboard = new Wallboard(new Config({}));
  readonly days: string[] = [];
  private readonly decider = new ContactDecider(
    this.wallboard,
    {} as unknown as ContactRepository,
    {} as unknown as Evidence,
    { beginDay: (today: string) => void this.days.push(today) } as unknown as DemandLinkage,
    { changed: () => undefined } as unknown as WallboardTopic,
    {} as unknown as FamilyQueries,
    {} as unknown as Forgetting,
    {} as unknown as PersonalQueries,
    new Config({}),
  );

  private context(at: number): Context {
    return { now: at, today: new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(at) };
  }

  tell(at: number, type: 'call.queued' | 'call.answered' | 'call.abandoned', data: object): void {
    const draft = this.decider.begin(this.context(at));
    expect(draft.decide({ source: 't', id: `${type}${at}`, type, data: { at: new Date(at).toISOString(), ...data }, receivedAt: at } as unknown as Incoming)).toBeUndefined();
    draft.swap();
  }

  tick(at: number): boolean {
    const draft = this.decider.begin(this.context(at));
    draft.tick();
    if (draft.changed) draft.swap();
    return draft.changed;
  }

  value(name: string, at: number): number | null | undefined {
    return this.wallboard.metrics(at).find((metric) => metric.name === name)?.value;
  }
}

describe('[CALL-84] local midnight', () => {
  it.each([
    ['in winter', '2026-11-11T00:00:00Z'],
    ['in summer', '2026-07-01T23:00:00Z'],
    ['before the clocks go forward', '2026-03-29T00:00:00Z'],
    ['after the clocks went forward', '2026-03-29T23:00:00Z'],
    ['before the clocks go back', '2026-10-24T23:00:00Z'],
    ['after the clocks went back', '2026-10-26T00:00:00Z'],
  ])('%s: the figures begin anew, and whoever waits waits on', (_, instant) => {
    const midnight = Date.parse(instant);
    const centre = new Centre();
    centre.tick(midnight - 2 * hour);
    centre.tell(midnight - 120 * second, 'call.queued', { callRef: 'answered', queue: 'q' });
    centre.tell(midnight - 110 * second, 'call.answered', { callRef: 'answered', adviserRef: 'a' });
    centre.tell(midnight - 60 * second, 'call.queued', { callRef: 'waits', queue: 'q' });
    expect(centre.tick(midnight - second)).toBe(false);
    expect([centre.value('service-level', midnight - second), centre.value('calls-waiting', midnight - second)]).toEqual([100, 1]);

    expect(centre.tick(midnight)).toBe(true);
    expect(centre.wallboard.since).toBe(midnight);
    expect([centre.value('service-level', midnight), centre.value('calls-waiting', midnight), centre.value('longest-wait', midnight)]).toEqual([null, 1, 60]);
    expect(centre.tick(midnight + second)).toBe(false);

    centre.tell(midnight + 5 * second, 'call.abandoned', { callRef: 'waits' });
    expect([centre.value('abandonment', midnight + hour), centre.value('calls-waiting', midnight + hour)]).toEqual([null, 0]);
    centre.tell(midnight + hour, 'call.queued', { callRef: 'new', queue: 'q' });
    centre.tell(midnight + hour + second, 'call.answered', { callRef: 'new', adviserRef: 'a' });
    expect(centre.value('service-level', midnight + hour + second)).toBe(100);
  });
});

describe('[CALL-97] what a tick costs', () => {
  it('is little on a day of 5,000 calls, 50 of them waiting, and 190,000 contacts', () => {
    const now = Date.parse('2026-11-10T15:00:00Z');
    const wallboard = new Wallboard(new Config({}));
    const queuedAt = (index: number): number => now - (index % 14_000) * second;
    wallboard.replace({
      since: now - 15 * hour,
      calls: Array.from({ length: 5000 }, (_, index) => ({ callRef: `${index}`, queuedAt: queuedAt(index), ...(index < 50 ? {} : { answeredAt: queuedAt(index) + 12 * second, handledSeconds: 200 }) })),
      numbers: new Map(),
      contacts: Array.from({ length: 190_000 }, (_, index) => ({ passengerRef: `p${index % 4500}`, reason: `${index % 7}`, at: now - (190_000 - index) * 17 * second })),
      connected: true,
    });
    wallboard.metrics(now);
    const times = Array.from({ length: 50 }, (_, tick) => {
      const began = performance.now();
      wallboard.metrics(now + tick * second);
      return performance.now() - began;
    }).sort((a, b) => a - b);
    process.stdout.write(`      a tick of the figures: median ${(times[25] ?? 0).toFixed(2)} ms, worst ${(times[49] ?? 0).toFixed(2)} ms\n`);
    expect(wallboard.metrics(now).find(({ name }) => name === 'calls-waiting')?.value).toBe(50);
    expect(times[25]).toBeLessThan(50);
  });
});
