import { readFile } from 'node:fs/promises';
import { readFeed } from '@sightline/domain';
import type { GtfsFeed } from '@sightline/domain';
import { readArchive } from '../transport/gtfs/archive.js';
import { RecordingError, readPositions } from '../transport/gtfs/positions-csv.js';
import { CommandError } from './command.js';

/** Reads a GTFS zip; what is wrong with it is told by file and line. */
export async function feedIn(file: string): Promise<GtfsFeed> {
  const files = readArchive(await contentOf(file));
  const feed = 'problems' in files ? files : readFeed(files);
  if (!('problems' in feed)) return feed;
  const [first] = feed.problems;
  throw new CommandError(`${first?.file === '' ? file : `${first?.file ?? file}${first && first.line > 0 ? `, line ${first.line}` : ''}:`} ${first?.reason ?? 'cannot be read'}`);
}

/** Reads recorded positions. */
export async function positionsIn(file: string): Promise<ReturnType<typeof readPositions>> {
  try {
    return readPositions(await contentOf(file));
  } catch (error) {
    throw error instanceof RecordingError ? new CommandError(`${file}: ${error.message}`) : error;
  }
}

const contentOf = (file: string): Promise<Buffer> =>
  readFile(file).catch(() => {
    throw new CommandError(`${file} cannot be read.`);
  });
