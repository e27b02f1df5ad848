import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ingestReply } from '@sightline/contracts';
import { recordingOf } from '@sightline/domain';
import type { Recording } from '@sightline/domain';
import { UsageError } from './command.js';
import type { Command, CommandIo } from './command.js';
import { sendTo } from './door.js';
import { feedIn, positionsIn } from './recording-files.js';

/** Events sent at a time: well within the limits of the door. */
const portion = 500;
/** Runs are larger than fixes. */
const runPortion = 50;

interface Tally {
  accepted: number;
  duplicates: number;
  rejected: number;
}

export const play: Command = {
  name: 'play',
  summary: 'plays a recorded day into the running Sightline',
  help: [
    'Usage: sightline play --gtfs FILE --positions CSV [--ended]',
    '',
    'Schedule and fixes are moved by one offset, so that the first fix is recorded now, and are sent to the public door',
    'at the speed of life, until Ctrl-C or the end. With --ended the last fix is recorded now instead, and everything is',
    'sent at once: the day as it was. The positions have the columns vehicle_id, trip_id, start_date, timestamp (epoch',
    'seconds), latitude, longitude, bearing, speed_mps. Runs are named <trip_id>:<date of today>; a trip that was played',
    'to its end today is not played again.',
  ].join('\n'),
  run: async (args, io) => {
    const { values } = parseArgs({ args: [...args], options: { gtfs: { type: 'string' }, positions: { type: 'string' }, ended: { type: 'boolean' } } });
    if (values.gtfs === undefined || values.positions === undefined) throw new UsageError('--gtfs and --positions are needed.');
    const feed = await feedIn(values.gtfs);
    const recorded = await positionsIn(values.positions);
    const moments = recorded.map(({ at }) => at);
    const anchor = moments.reduce((a, b) => (values.ended === true ? Math.max(a, b) : Math.min(a, b)), moments[0] ?? 0);
    const recording = recordingOf(feed, recorded, Date.now() - anchor, io.config().timeZone);
    io.say(`${recording.runs.length} runs, ${recording.fixes.length} fixes${recording.unknown > 0 ? `; ${recording.unknown} fixes are of trips that the schedule does not have` : ''}`);
    const tally = await send(recording, values.ended === true, io);
    io.print(`${tally.accepted} accepted, ${tally.duplicates} duplicates, ${tally.rejected} rejected`);
    return tally.rejected > 0 ? 1 : 0;
  },
};

async function send(recording: Recording, atOnce: boolean, io: CommandIo): Promise<Tally> {
  const tally: Tally = { accepted: 0, duplicates: 0, rejected: 0 };
  const source = `play:${randomUUID()}`;
  const post = async (type: string, events: readonly object[], from: number): Promise<void> => {
    const body = JSON.stringify(events.map((data, index) => ({ specversion: '1.0', source, id: `${type}:${from + index}`, type, data })));
    const reply = ingestReply.parse(await sendTo(io.config(), 'events', { body, type: 'application/cloudevents-batch+json' }));
    tally.accepted += reply.accepted;
    tally.duplicates += reply.duplicates;
    tally.rejected += reply.rejected.length;
    for (const { problems } of reply.rejected.slice(0, 3)) io.say(`refused: ${problems.map(({ path, message }) => `${path} ${message}`).join('; ')}`);
  };
  const { runs, fixes } = recording;
  for (let at = 0; at < runs.length; at += runPortion) await post('run.scheduled', runs.slice(at, at + runPortion), at);
  let saidAt = Date.now();
  for (let at = 0; at < fixes.length; ) {
    let until = at;
    while (until < fixes.length && until - at < portion && (atOnce || (fixes[until]?.at ?? 0) <= Date.now())) until++;
    if (until > at) await post('vehicle.positioned', fixes.slice(at, until).map(({ data }) => data), at);
    at = until;
    if (Date.now() - saidAt > 30_000) {
      saidAt = Date.now();
      io.say(`${at} of ${fixes.length} fixes sent`);
    }
    const next = fixes[at];
    if (next && !atOnce) await sleep(Math.max(0, Math.min(1000, next.at - Date.now())));
  }
  return tally;
}
