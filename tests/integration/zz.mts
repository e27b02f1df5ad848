import { mkdirSync, existsSync } from 'node:fs';
import { invent, readTruth, linesOf } from './truth/truth-file.ts';
import { play } from './truth/play.ts';
const [seed, trouble, ...refs] = process.argv.slice(2);
const folder = `/tmp/h/truth-${seed}-${trouble}`;
mkdirSync(folder, { recursive: true });
const files = existsSync(folder + '/truth.jsonl') ? { events: folder + '/events.jsonl', truth: folder + '/truth.jsonl' } : await invent(folder, { from: '2026-11-10T07:40:00Z', minutes: 150, routes: 600, trouble: Number(trouble), seed: Number(seed) });
const played = await play(files.events);
const truth = await readTruth(files.truth);
const clock = (at: number | undefined) => at === undefined ? '-' : new Date(at).toISOString().slice(11, 19);
for (const ref of refs) {
  const run = truth.runs.find((r) => r.runRef === ref)!;
  console.log('==', ref, run.direction, 'vehicle', run.vehicleRef, 'cancelled', run.cancelled, 'signedIn', run.signedInAt?.slice(11,19), 'ready', run.readyAt?.slice(11,19), 'back', run.backAt?.slice(11,19));
  for (const s of run.stops) { const c = played.fleet.runs.get(ref); const i = c!.plan.calls.findIndex((x) => x.sequence === s.sequence); console.log('  stop', s.sequence, 'due', s.scheduledAt.slice(11,19), 'true', s.arrivedAt?.slice(11,19), s.departedAt?.slice(11,19), 'seen', clock(c!.calls[i]?.arrivedAt), clock(c!.calls[i]?.departedAt)); }
  console.log('  started', clock(played.fleet.runs.get(ref)!.startedAt), JSON.stringify(played.fleet.runs.get(ref)!.plan.calls.slice(0,3).map((c)=>[c.latitude,c.longitude,c.metres])), 'line', JSON.stringify(played.fleet.runs.get(ref)!.plan.line)?.length); console.log('  incidents', JSON.stringify(truth.incidents.get(ref) ?? []));
  for (const e of played.episodes.filter((e) => e.runRef === ref)) console.log('  episode', e.condition, clock(e.raisedAt), clock(e.endedAt));
}
