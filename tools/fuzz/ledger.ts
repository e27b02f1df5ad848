import { hostileFragment } from './hostile.ts';
import type { Random } from './random.ts';
import { ask, event } from './target.ts';
import type { Target } from './target.ts';

const source = 'fuzz-ledger';
const type = 'team.upserted';
const page = 1000;

/**
 * What was acknowledged is stored, and what was refused is not: batches of right and wrong events in which every one
 * has its name, and at the end the journal is read for them.
 */
export class Ledger {
  readonly #accepted = new Set<string>();
  readonly #refused = new Set<string>();
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  get size(): number {
    return this.#accepted.size + this.#refused.size;
  }

  /** Sends one batch: a few events, of which some are wrong. A batch without an answer proves nothing either way. */
  async send(number: number, random: Random): Promise<void> {
    const items = Array.from({ length: 4 }, (_, at) => {
      const id = `ledger-${number}-${at}`;
      const right = event(type, { teamRef: `fuzz-team-${random.below(12)}`, name: 'Ledger', filledPosts: 1, vacantPosts: 0, caseTypes: ['foi'] }, id, source);
      const text = JSON.stringify(right);
      return { id, text: random.chance(0.5) ? text : text.replace('"Ledger"', fragmentOf(random)) };
    });
    const { url, feedToken } = this.#target;
    const response = await fetch(`${url}/api/events`, { method: 'POST', headers: { authorization: `Bearer ${feedToken}`, 'content-type': 'application/cloudevents-batch+json' }, body: `[${items.map(({ text }) => text).join(',')}]` }).catch(() => undefined);
    if (response === undefined || response.status >= 500) return;
    const reply = (await response.json()) as { rejected?: { index: number }[] };
    const wrong = new Set(response.status === 200 ? reply.rejected?.map(({ index }) => index) : items.keys());
    items.forEach(({ id }, index) => (wrong.has(index) ? this.#refused : this.#accepted).add(id));
  }

  /** The names of events that were acknowledged and are not there, and of those that were refused and are. */
  async check(): Promise<{ readonly lost: string[]; readonly invented: string[] }> {
    const stored = new Set<string>();
    for (let cursor: string | undefined; ; ) {
      const path = `/api/ingest/journal?type=${type}&limit=${page}${cursor === undefined ? '' : `&cursor=${cursor}`}`;
      const { items, nextCursor } = (await (await ask(this.#target, this.#target.people.admin, path)).json()) as { items: { source: string; id: string }[]; nextCursor?: string };
      for (const entry of items) if (entry.source === source) stored.add(entry.id);
      if (nextCursor === undefined) break;
      cursor = nextCursor;
    }
    return { lost: [...this.#accepted].filter((id) => !stored.has(id)), invented: [...this.#refused].filter((id) => stored.has(id)) };
  }
}

/** A piece that leaves the batch JSON. */
function fragmentOf(random: Random): string {
  const fragment = hostileFragment(random);
  try {
    JSON.parse(fragment);
    return fragment.length < 100_000 ? fragment : 'null';
  } catch {
    return 'null';
  }
}
