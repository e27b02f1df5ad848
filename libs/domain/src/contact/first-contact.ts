import type { CallFigure } from './wallboard.js';
import { share } from './wallboard.js';

/** Contacts of a child about one thing; `at` in epoch milliseconds. */
export interface Contact {
  readonly passengerRef?: string;
  readonly reason: string;
  readonly at: number;
}

const day = 86_400_000;
const week = 7 * day;
/** Contacts of so many days are judged, up to a week ago; milliseconds. */
const judged = 30 * day;
/** Contacts from before this many milliseconds ago can no longer matter. */
export const contactsKept = judged + week;

export const firstContactFormula = 'contacts with no repeat for the same child and reason within 7 days ÷ contacts, 30 days up to a week ago; the last 7 days are not yet known';

interface Entry {
  readonly key: string;
  readonly at: number;
  /** The next about the same came within a week. */
  repeated: boolean;
}

/**
 * Share of contacts that needed no second one for the same child and reason within 7 days. Kept contact by contact, so
 * that asking costs nothing however many there are. Contacts of the last 7 days are left out: nobody can know yet. Those
 * without a child cannot be matched and are left out.
 */
export class FirstContacts {
  /** By time. */
  private readonly entries: Entry[] = [];
  private readonly about = new Map<string, Entry[]>();
  /** Entries before the first are too old to be judged, from the second on too young. */
  private from = 0;
  private until = 0;
  private resolved = 0;

  add({ passengerRef, reason, at }: Contact): void {
    if (passengerRef === undefined) return;
    const entry: Entry = { key: `${passengerRef}\n${reason}`, at, repeated: false };
    const same = this.about.get(entry.key) ?? [];
    this.about.set(entry.key, same);
    const place = insert(same, entry);
    this.judge(same, place);
    this.judge(same, place - 1);
    const index = insert(this.entries, entry);
    if (index < this.from) this.from++;
    else if (index < this.until && !entry.repeated) this.resolved++;
    if (index < this.until) this.until++;
  }

  /** As of `now`, epoch milliseconds; never earlier than it was asked for before. */
  at(now: number): CallFigure {
    for (let next = this.entries[this.until]; next !== undefined && next.at <= now - week; next = this.entries[this.until]) {
      if (!next.repeated) this.resolved++;
      this.until++;
    }
    for (let first = this.entries[this.from]; first !== undefined && this.from < this.until && first.at < now - contactsKept; first = this.entries[this.from]) {
      if (!first.repeated) this.resolved--;
      this.from++;
    }
    if (this.from > 1000) this.forget();
    const pending = this.entries.length - this.until;
    return { ...share(this.resolved, this.until - this.from), ...(pending > 0 && { note: `${pending.toLocaleString('en-GB')} of the last 7 days not yet known` }) };
  }

  /** Whether the next contact about the same as the one at a place came within a week. */
  private judge(same: readonly Entry[], place: number): void {
    const [entry, next] = [same[place], same[place + 1]];
    if (entry === undefined) return;
    const repeated = next !== undefined && next.at - entry.at <= week;
    if (repeated === entry.repeated) return;
    entry.repeated = repeated;
    const index = this.entries.indexOf(entry, startOf(this.entries, entry.at));
    if (index >= this.from && index < this.until) this.resolved += repeated ? -1 : 1;
  }

  private forget(): void {
    for (const old of this.entries.splice(0, this.from)) {
      const left = this.about.get(old.key)?.filter((entry) => entry !== old) ?? [];
      if (left.length > 0) this.about.set(old.key, left);
      else this.about.delete(old.key);
    }
    this.until -= this.from;
    this.from = 0;
  }
}

/** The first place whose time is not before `at`. */
function startOf(entries: readonly Entry[], at: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts an entry where its time belongs, and tells where that is. */
function insert(entries: Entry[], entry: Entry): number {
  const place = startOf(entries, entry.at);
  entries.splice(place, 0, entry);
  return place;
}
