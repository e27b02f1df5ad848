import type { EventData } from '@sightline/contracts';
import { Fleet, FleetDraft, decideTransport, passTime } from '@sightline/domain';
import type { Condition, Run, RunFact } from '@sightline/domain';
import { FleetMemory } from './fleet.memory.js';
import type { RunRow } from './run-rows.js';
import { progressOf } from './run-rows.js';
import { TransportLoader } from './transport.loader.js';

const start = Date.parse('2026-11-10T08:30:00Z');
const instant = (after: number): string => new Date(start + after * 1000).toISOString();
const place = (metres: number, east = 0): { latitude: number; longitude: number } => ({ latitude: 52 + metres / 111_195, longitude: -1 + east / 68_460 });

type Position = EventData<'vehicle.positioned'>;
const position = (after: number, metres: number, east = 0): Position => ({ vehicleRef: 'bus', ...place(metres, east), recordedAt: instant(after), accuracyMetres: 5 });

/** On its way, off it for a minute, back on it, and then standing for nine minutes: a fix every ten seconds. */
const fixes: readonly Position[] = [
  ...Array.from({ length: 14 }, (_, i) => position(i * 10, i * 100)),
  ...Array.from({ length: 6 }, (_, i) => position(140 + i * 10, 1400, 100 + i * 30)),
  ...Array.from({ length: 60 }, (_, i) => position(200 + i * 10, 1500)),
];

/** A fleet with what the database holds of it: its rows as they were last written, its open conditions, its fixes. */
class Stored {
  readonly facts: RunFact[] = [];
  private row: Run | undefined;
  private readonly open = new Map<string, Condition>();
  private readonly positions: Position[] = [];

  constructor(readonly fleet: Fleet) {}

  write(draft: FleetDraft): void {
    for (const fact of draft.facts) {
      if (fact.kind === 'planned' || fact.kind === 'changed') this.row = draft.runs.get(fact.runRef);
      if (fact.kind !== 'condition') continue;
      this.facts.push(fact);
      if (fact.until === undefined) this.open.set(fact.condition.condition, fact.condition);
      else this.open.delete(fact.condition.condition);
    }
    draft.merge();
  }

  see(data: Position): void {
    const now = Date.parse(data.recordedAt);
    this.positions.push(data);
    const draft = new FleetDraft(this.fleet);
    decideTransport(draft, { type: 'vehicle.positioned', data, receivedAt: now }, { now });
    this.write(draft);
    const ticked = new FleetDraft(this.fleet);
    passTime(ticked, { now });
    this.write(ticked);
  }

  /** Memory as it is after a kill: what was only there is gone. */
  async restarted(now: number): Promise<Stored> {
    const memory = new FleetMemory();
    const nothing = { load: () => Promise.resolve(), ofRuns: () => Promise.resolve([]), unseenSafeguarding: () => Promise.resolve([]), runsSince: () => Promise.resolve([]) };
    const runs = { ofDates: () => Promise.resolve(this.row ? [{ ...this.row, conditions: [...this.open.values()] }] : []), ofRefs: () => Promise.resolve([]) };
    const positions = { since: (moments: ReadonlyMap<string, number>) => Promise.resolve(this.positions.filter((each) => Date.parse(each.recordedAt) > (moments.get('bus') ?? 0))) };
    const loader = new TransportLoader(memory, runs as never, nothing as never, positions as never, nothing as never, nothing as never, nothing as never, nothing as never);
    await loader.load({ now, today: '2026-11-10' });
    const again = new Stored(memory.fleet);
    again.facts.push(...this.facts);
    again.row = this.row;
    for (const [name, condition] of this.open) again.open.set(name, condition);
    again.positions.push(...this.positions);
    return again;
  }
}

function begun(): Stored {
  const stored = new Stored(new Fleet());
  const draft = new FleetDraft(stored.fleet);
  const stopCalls = [0, 1, 4].map((kilometre, i) => ({ sequence: i + 1, stopRef: `stop-${i}`, ...place(kilometre * 1000), scheduledAt: instant(kilometre * 100) }));
  const tell = (type: 'run.scheduled' | 'run.assigned' | 'run.started', data: object): void => void decideTransport(draft, { type, data, receivedAt: start - 3_600_000 } as never, { now: start - 3_600_000 });
  tell('run.scheduled', { runRef: 'run', routeRef: 'route', serviceDate: '2026-11-10', stopCalls });
  tell('run.assigned', { runRef: 'run', vehicleRef: 'bus' });
  tell('run.started', { runRef: 'run', at: instant(0) });
  stored.write(draft);
  return stored;
}
const said = ({ facts }: Stored): string[] => facts.flatMap((fact) => (fact.kind === 'condition' ? [`${fact.condition.condition} ${fact.until === undefined ? 'begins' : 'ends'} ${fact.condition.since}`] : []));

describe('[RUN-23] a kill between two fixes', () => {
  const undisturbed = begun();
  for (const fix of fixes) undisturbed.see(fix);

  it('is told of a run that was off its route, and then stalled', () => {
    expect(said(undisturbed).map((words) => words.slice(0, words.lastIndexOf(' ')))).toEqual(expect.arrayContaining(['off-route begins', 'off-route ends', 'stalled begins']));
  });

  it('neither loses nor repeats an alert, whenever it comes', async () => {
    for (let killed = 1; killed < fixes.length; killed++) {
      let stored = begun();
      for (const [i, fix] of fixes.entries()) {
        if (i === killed) stored = await stored.restarted(Date.parse(fix.recordedAt) - 5000);
        stored.see(fix);
      }
      expect({ killed, said: said(stored) }).toEqual({ killed, said: said(undisturbed) });
      expect(stored.fleet.runs.get('run')?.track).toEqual(undisturbed.fleet.runs.get('run')?.track);
    }
  });

  it('finds in a row all that the conditions remember', () => {
    const run = undisturbed.fleet.runs.get('run');
    const progress = run && (JSON.parse(JSON.stringify(progressOf(run))) as RunRow['progress']);
    expect(progress?.track?.trail).toEqual(run?.track?.trail?.map((each) => JSON.parse(JSON.stringify(each)) as unknown));
  });
});
