import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { Fleet, FleetDraft, decideTransport, isTransportEvent, passTime } from '@sightline/domain';
import type { RunFact } from '@sightline/domain';

const workspace = resolve(import.meta.dirname, '../..');
const from = '2026-11-10T07:50:00Z';

interface TrueRun {
  readonly kind: 'run';
  readonly runRef: string;
  readonly cancelled: boolean;
  readonly stops: readonly { readonly sequence: number; readonly arrivedAt?: string }[];
}
interface TrueIncident {
  readonly kind: 'incident';
  readonly runRef: string;
  readonly incident: string;
  readonly from: string;
}
type TruthLine = TrueRun | TrueIncident | { readonly kind: 'position' };
type Began = Extract<RunFact, { kind: 'condition' }>;

async function* linesOf<T>(file: string): AsyncGenerator<T> {
  for await (const line of createInterface({ input: createReadStream(file) })) if (line !== '') yield JSON.parse(line) as T;
}

/** Plays what the simulator sent through the rules at event time, without what drivers say of their stops. */
async function played(file: string): Promise<{ fleet: Fleet; began: Began[]; rejected: { type: string; runRef: string; message: string }[]; now: number; positions: number; milliseconds: number }> {
  const fleet = new Fleet();
  const began: Began[] = [];
  const rejected: { type: string; runRef: string; message: string }[] = [];
  let now = 0;
  let tickedAt = 0;
  let positions = 0;
  let milliseconds = 0;
  const facts = (draft: FleetDraft): void => {
    for (const fact of draft.facts) if (fact.kind === 'condition' && fact.until === undefined) began.push(fact);
    draft.merge();
  };
  for await (const event of linesOf<{ type: string; time: string; data: { runRef?: string } }>(file)) {
    if (!isTransportEvent(event) || event.type === 'stop.called') continue;
    now = Math.max(now, Date.parse(event.time));
    const draft = new FleetDraft(fleet);
    const startedAt = performance.now();
    const refusal = decideTransport(draft, { type: event.type as 'run.started', data: event.data as never, receivedAt: now, occurredAt: Date.parse(event.time) }, { now });
    milliseconds += performance.now() - startedAt;
    if (event.type === 'vehicle.positioned') positions++;
    if (refusal) rejected.push({ type: event.type, runRef: event.data.runRef ?? '', message: refusal.rejected[0]?.message ?? '' });
    else facts(draft);
    if (now - tickedAt < 5000) continue;
    tickedAt = now;
    const ticked = new FleetDraft(fleet);
    passTime(ticked, { now });
    facts(ticked);
  }
  return { fleet, began, rejected, now, positions, milliseconds };
}

describe('what the rules see of an invented morning, beside what truly happened', () => {
  let folder: string;
  let outcome: Awaited<ReturnType<typeof played>>;
  const runs: TrueRun[] = [];
  const incidents: TrueIncident[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sightline-truth-'));
    const [events, truth] = [join(folder, 'events.jsonl'), join(folder, 'truth.jsonl')];
    await promisify(execFile)(process.execPath, [join(workspace, 'tools/simulator/main.ts'), '--from', from, '--minutes', '60', '--routes', '150', '--out', events, '--truth', truth]);
    outcome = await played(events);
    for await (const line of linesOf<TruthLine>(truth)) {
      if (line.kind === 'run') runs.push(line);
      else if (line.kind === 'incident') incidents.push(line);
    }
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** A bus that was silent all along and whose driver told nothing cannot be seen to start. */
  const neverSeen = (runRef: string): boolean => outcome.fleet.runs.get(runRef)?.startedAt === undefined && incidents.some((each) => each.runRef === runRef && each.incident === 'signal-lost');

  it('nothing that was sent is refused', () => assert.deepEqual(outcome.rejected.filter(({ type, runRef }) => type !== 'run.completed' || !neverSeen(runRef)), []));

  it('arrivals are seen within 30 seconds at 97 of 100 stop calls', (t) => {
    const { fleet, now, positions, milliseconds } = outcome;
    let [total, close, unseen] = [0, 0, 0];
    for (const { runRef, cancelled, stops } of runs) {
      const run = cancelled ? undefined : fleet.runs.get(runRef);
      for (const { sequence, arrivedAt } of run ? stops : []) {
        const at = arrivedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(arrivedAt);
        if (at > now - 120_000) continue;
        const seen = run?.calls[run.plan.calls.findIndex((call) => call.sequence === sequence)]?.arrivedAt;
        total++;
        if (seen === undefined) unseen++;
        else if (Math.abs(seen - at) <= 30_000) close++;
      }
    }
    t.diagnostic(`${close} of ${total} arrivals within 30 s, ${unseen} in silence; ${positions} fixes, ${Math.round((positions / milliseconds) * 1000)} a second through the rules`);
    assert.ok(total > 1000, `only ${total} arrivals to compare`);
    assert.ok(close / total >= 0.97, `${close} of ${total}`);
  });

  it('every lost signal, missing guide and cancellation is raised, and no signal is called lost that was there', () => {
    const began = (condition: string): Set<string> => new Set(outcome.began.filter((fact) => fact.condition.condition === condition).map(({ runRef }) => runRef));
    const happened = (names: readonly string[]): TrueIncident[] =>
      incidents.filter(({ incident, from: at }) => names.includes(incident) && Date.parse(at) > Date.parse(from) + 300_000 && Date.parse(at) < outcome.now - 600_000);
    for (const [condition, names] of [['signal-lost', ['signal-lost']], ['no-guide', ['guide-unassigned', 'guide-unavailable']], ['uncovered', ['cancelled']]] as const) {
      const raised = began(condition);
      assert.deepEqual(happened(names).filter(({ runRef }) => !raised.has(runRef) && !(condition === 'signal-lost' && neverSeen(runRef))), [], condition);
    }
    const lost = new Set(incidents.filter(({ incident }) => incident === 'signal-lost').map(({ runRef }) => runRef));
    assert.deepEqual([...began('signal-lost')].filter((runRef) => !lost.has(runRef)), []);
  });
});
