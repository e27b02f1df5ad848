import type { TripStub } from '@sightline/domain';
import { Thread, handedOver, ranOutOfMemory } from '../../threads/thread.js';
import type { ReadPlan, ReaderAnswer, ReaderQuestion } from './reader.messages.js';

/** A thread that needs more than this is reading no timetable: megabytes. */
const mostMemory = 3072;
/** Trips or shapes that are asked for at a time: a message costs the engine's thread what it holds. */
const portion = 250;
const stubPortion = 1000;

type Refused = Extract<ReaderAnswer, { kind: 'refused' }>;

/** A feed in a thread of its own, asked for in portions. */
export class GtfsReader {
  private constructor(
    private readonly thread: Thread<ReaderQuestion, ReaderAnswer>,
    readonly plan: ReadPlan,
  ) {}

  /** Reads a feed; the bytes are handed over and gone afterwards. */
  static async open(bytes: Uint8Array<ArrayBuffer>): Promise<GtfsReader | Refused> {
    const own = handedOver(bytes);
    const thread = Thread.start<ReaderQuestion, ReaderAnswer>(new URL('./reader.worker.js', import.meta.url), own, [own.buffer], mostMemory);
    const first = await thread.first().catch(async (error: unknown) => {
      await thread.end();
      if (ranOutOfMemory(error)) return tooLarge;
      throw error;
    });
    if (first.kind === 'read') return new GtfsReader(thread, first.plan);
    await thread.end();
    if (first.kind === 'refused') return first;
    throw new Error('the reader of timetables began with an answer to nothing');
  }

  async stubs(): Promise<TripStub[]> {
    const stubs: TripStub[] = [];
    for (let from = 0; from < this.plan.counts.trips; from += stubPortion) {
      const answer = await this.ask({ rows: 'stubs', from, count: stubPortion });
      if (answer.kind === 'stubs') stubs.push(...answer.stubs);
    }
    return stubs;
  }

  /** Rows for the database, as JSON, in portions. */
  async *rows(rows: 'trips' | 'shapes'): AsyncGenerator<{ readonly json: string; readonly until: number }> {
    for (let from = 0; from < this.plan.counts[rows]; from += portion) {
      const answer = await this.ask({ rows, from, count: portion });
      if (answer.kind === 'rows') yield { json: answer.json, until: from + portion };
    }
  }

  async close(): Promise<void> {
    await this.thread.end();
  }

  private ask(question: ReaderQuestion): Promise<ReaderAnswer> {
    return this.thread.ask(question);
  }
}

const tooLarge: Refused = { kind: 'refused', problems: [{ file: '', line: 0, column: '', value: '', reason: 'is too large to be read: part it into several feeds' }], problemCount: 1 };
