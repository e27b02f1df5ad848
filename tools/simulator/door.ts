import type { IngestReply } from '@sightline/contracts';
import type { FeedEvent } from './event.ts';

/** The door has said that it will never take this feed. */
export class DoorRefused extends Error {}

const batchEvents = 1000;
const batchBytes = 4 * 1024 * 1024;
const mostWaiting = 60_000;
/** What an attempt comes to that was broken off by ourselves. */
const stopped = '';

export interface Sent {
  accepted: number;
  duplicates: number;
  rejected: number;
}

/**
 * Sends to `POST /api/events`, one batch after another, what is live before what is history. A batch that was not
 * acknowledged is sent again, so that nothing is lost while Sightline restarts; the door knows what it has had.
 */
export class Door {
  readonly sent: Sent = { accepted: 0, duplicates: 0, rejected: 0 };
  readonly #url: string;
  readonly #token: string;
  readonly #say: (words: string) => void;
  readonly #live: FeedEvent[] = [];
  readonly #history: { events: FeedEvent[]; done: () => void }[] = [];
  readonly #complaints = new Map<string, number>();
  #away = false;

  constructor(url: string, token: string, say: (words: string) => void) {
    this.#url = new URL('/api/events', url).href;
    this.#token = token;
    this.#say = say;
  }

  live(events: readonly FeedEvent[]): void {
    for (const event of events) this.#live.push(event);
    if (this.#live.length > mostWaiting) {
      const kept = this.#live.filter((event, i) => event.type !== 'vehicle.positioned' || i > this.#live.length - mostWaiting / 2);
      this.#live.splice(0, this.#live.length, ...kept);
    }
  }

  /** Takes the events out of their array as they are sent; resolves when the door has all of them. */
  history(events: FeedEvent[]): Promise<void> {
    if (events.length === 0) return Promise.resolve();
    return new Promise((done) => this.#history.push({ events, done }));
  }

  /** Sends all that is live and then one batch of history; tells whether more of that waits. */
  async flush(signal: AbortSignal): Promise<boolean> {
    while (this.#live.length > 0) if (!(await this.#send(this.#live, signal))) return false;
    const first = this.#history[0];
    if (first === undefined || !(await this.#send(first.events, signal))) return false;
    if (first.events.length === 0) {
      this.#history.shift();
      first.done();
    }
    return true;
  }

  async #send(lane: FeedEvent[], signal: AbortSignal): Promise<boolean> {
    const { body, count } = takeBatch(lane);
    const reply = await this.#postUntilTaken(body, signal);
    if (reply === undefined) return false;
    this.#count(reply, lane.splice(0, count));
    return true;
  }

  async #postUntilTaken(body: string, signal: AbortSignal): Promise<IngestReply | undefined> {
    for (let wait = 250; !signal.aborted; wait = Math.min(wait * 2, 8000)) {
      const attempt = await this.#post(body, signal);
      if (typeof attempt === 'object') {
        if (this.#away) this.#say('Sightline is back; sending what has waited.');
        this.#away = false;
        return attempt;
      }
      if (attempt !== stopped && !this.#away) this.#say(`${attempt} Trying again until it can.`);
      this.#away = true;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    return undefined;
  }

  async #post(body: string, signal: AbortSignal): Promise<IngestReply | string> {
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${this.#token}` },
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
      });
      if (response.ok) return (await response.json()) as IngestReply;
      await response.body?.cancel();
      if (response.status === 401 || response.status === 403) {
        throw new DoorRefused(`Sightline at ${this.#url} refuses this feed (${response.status}). Check SIGHTLINE_FEED_TOKEN, and that the database was made for a demonstration.`);
      }
      return `Sightline at ${this.#url} answers ${response.status}.`;
    } catch (error) {
      if (error instanceof DoorRefused) throw error;
      if (signal.aborted) return stopped;
      return `Sightline at ${this.#url} cannot be reached.`;
    }
  }

  #count(reply: IngestReply, batch: readonly FeedEvent[]): void {
    this.sent.accepted += reply.accepted;
    this.sent.duplicates += reply.duplicates;
    this.sent.rejected += reply.rejected.length;
    for (const { index, problems } of reply.rejected) {
      const event = batch[index];
      const complaint = `${event?.type ?? 'an event'}: ${problems.map(({ path, message }) => `${path} ${message}`).join('; ')}`;
      const times = (this.#complaints.get(complaint) ?? 0) + 1;
      if (this.#complaints.size < 200) this.#complaints.set(complaint, times);
      if (times === 1) this.#say(`Rejected ${event?.id ?? ''}: ${complaint}`);
    }
  }
}

/** The first events of a lane that fit into one request. */
function takeBatch(lane: readonly FeedEvent[]): { body: string; count: number } {
  const parts: string[] = [];
  let bytes = 2;
  for (const event of lane) {
    const text = JSON.stringify(event);
    bytes += text.length + 1;
    if (parts.length > 0 && (parts.length >= batchEvents || bytes > batchBytes)) break;
    parts.push(text);
  }
  return { body: `[${parts.join(',')}]`, count: parts.length };
}
