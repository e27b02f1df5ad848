import type { SchoolBus, SchoolEntry, SchoolSession } from '@sightline/contracts';
import type { GlyphKind } from '../../ui/map/glyphs';
import { ageState } from '../../ui/age-state';
import { duration } from '../../ui/words';

/** One line of the board, in words. */
export interface SchoolRow {
  readonly key: string;
  readonly route: string;
  readonly operator: string;
  readonly due: string;
  readonly state: string;
  /** `in`, `soon`, `late`, `trouble`, `quiet`: never the only carrier of a meaning. */
  readonly tone: 'in' | 'soon' | 'late' | 'trouble' | 'quiet';
  readonly glyph: GlyphKind;
  readonly time: string;
  readonly note: string;
  readonly children: string;
  readonly order: number;
}

/** When the board speaks, epoch milliseconds, and how times are written. `isOld`: this screen has no connection. */
export interface BoardClock {
  readonly asOf: number;
  readonly isOld: boolean;
  readonly time: (at: string) => string;
}

/** From six minutes on a bus is shown as late. */
const lateMinutes = 6;
const minutesBetween = (from: string, until: string): number => Math.round((Date.parse(until) - Date.parse(from)) / 60_000);
const lateness = (minutes: number): string => (minutes >= 2 ? `${minutes} min late` : minutes <= -2 ? `${-minutes} min early` : 'on time');

export const sessionOf = (entries: Iterable<SchoolEntry>): SchoolSession | undefined => [...entries].find((entry) => entry.entry === 'session');

/** The rows of the board: first what is still to come, the soonest on top; then what is not coming; then what is done. */
export function rowsOf(entries: ReadonlyMap<string, SchoolEntry>, clock: BoardClock): SchoolRow[] {
  const rows = [...entries].flatMap(([key, entry]) => (entry.entry === 'bus' ? [rowOf(key, entry, clock)] : []));
  return rows.sort((a, b) => a.order - b.order || a.route.localeCompare(b.route, 'en', { numeric: true }));
}

const group = 1e14;

function rowOf(key: string, bus: SchoolBus, clock: BoardClock): SchoolRow {
  const { time } = clock;
  const base = {
    key,
    route: bus.routeRef,
    operator: [bus.operatorName, bus.registration].filter((part) => part !== undefined).join(', ') + (bus.substitute ? ', another vehicle than usual' : ''),
    due: time(bus.scheduledAt),
    children: bus.aboard === undefined ? String(bus.children) : `${bus.children}, ${bus.aboard} aboard`,
  };
  const due = Date.parse(bus.scheduledAt);
  switch (bus.standing) {
    case 'cancelled':
      return { ...base, state: 'Cancelled', tone: 'trouble', glyph: 'cancelled', time: '', note: [bus.cancellation?.cause ?? '', bus.cancellation?.covered === true ? 'Other transport is arranged.' : 'No other transport is known yet.'].filter((part) => part !== '').join('. '), order: group + due };
    case 'in':
      return { ...base, state: bus.arrivedAt === undefined ? 'In, arrival not seen' : 'In', tone: 'in', glyph: 'arrived', time: bus.arrivedAt === undefined ? '' : time(bus.arrivedAt), note: bus.arrivedAt === undefined ? '' : lateness(minutesBetween(bus.scheduledAt, bus.arrivedAt)), order: 2 * group + due };
    case 'left':
      return { ...base, state: bus.departedAt === undefined ? 'Left, not seen to' : 'Left', tone: 'in', glyph: 'arrived', time: bus.departedAt === undefined ? '' : time(bus.departedAt), note: bus.departedAt === undefined ? '' : lateness(minutesBetween(bus.scheduledAt, bus.departedAt)), order: 2 * group + due };
    case 'waiting':
      return { ...base, state: 'At the school', tone: 'in', glyph: 'standing', time: bus.arrivedAt === undefined ? '' : `since ${time(bus.arrivedAt)}`, note: `Leaves ${time(bus.scheduledAt)}`, order: due - 1 };
    case 'due':
      return { ...base, state: 'Not started', tone: Date.parse(bus.scheduledAt) < clock.asOf ? 'late' : 'soon', glyph: 'not-started', time: expected(bus, time), note: bus.delayMinutes === undefined ? '' : `${Math.round(bus.delayMinutes)} min late, as reported`, order: Date.parse(bus.expectedAt?.likely ?? bus.scheduledAt) };
    case 'coming':
      return { ...base, ...coming(bus, clock), order: Date.parse(bus.expectedAt?.likely ?? bus.scheduledAt) };
  }
}

const expected = ({ expectedAt }: SchoolBus, time: BoardClock['time']): string => (expectedAt === undefined ? '' : `${time(expectedAt.earliest)} – ${time(expectedAt.latest)}`);

function coming(bus: SchoolBus, { asOf, isOld, time }: BoardClock): Pick<SchoolRow, 'state' | 'tone' | 'glyph' | 'time' | 'note'> {
  if (bus.seenAt === undefined) return { state: 'On its way, not seen', tone: 'quiet', glyph: 'signal-lost', time: '', note: 'We cannot see this bus, so there is no expected time.' };
  const age = ageState((asOf - Date.parse(bus.seenAt)) / 1000);
  const seen = duration((asOf - Date.parse(bus.seenAt)) / 1000);
  if (age === 'lost') return { state: `Last seen ${time(bus.seenAt)}`, tone: 'quiet', glyph: 'signal-lost', time: '', note: 'Nobody knows where it is now.' };
  const late = bus.expectedAt === undefined ? 0 : minutesBetween(bus.scheduledAt, bus.expectedAt.likely);
  const stops = bus.stopsAway === 1 ? 'next stop' : `${bus.stopsAway ?? 0} stops away`;
  if (age === 'stale' || isOld) return { state: `Last seen ${time(bus.seenAt)}`, tone: 'quiet', glyph: 'signal-lost', time: expected(bus, time), note: 'May be wrong.' };
  return { state: late >= lateMinutes ? `${late} min late` : `On its way, ${lateness(late)}`, tone: late >= lateMinutes ? 'late' : 'soon', glyph: late >= lateMinutes ? 'late' : 'on-time', time: expected(bus, time), note: `${stops}, seen ${seen} ago` };
}

/** `5 of 8 in`, `2 late`, `1 cancelled`: what the office needs to know before it reads a row. */
export function summaryOf(rows: readonly SchoolRow[], direction: SchoolSession['direction']): { readonly figure: string; readonly words: string }[] {
  const count = (test: (row: SchoolRow) => boolean): number => rows.filter(test).length;
  const done = count(({ glyph }) => glyph === 'arrived');
  const all = [
    { figure: `${done} of ${rows.length}`, words: direction === 'from-school' ? 'left' : 'in' },
    { figure: String(count(({ tone }) => tone === 'late')), words: 'late' },
    { figure: String(count(({ tone }) => tone === 'quiet')), words: 'not seen' },
    { figure: String(count(({ tone }) => tone === 'trouble')), words: 'cancelled' },
  ];
  return all.filter(({ figure }, index) => index === 0 || figure !== '0');
}
