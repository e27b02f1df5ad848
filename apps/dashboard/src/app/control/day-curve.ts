import type { DaySession } from '@sightline/contracts';

export const width = 620;
export const height = 58;
const quarter = 15 * 60_000;

interface Point {
  at: number;
  value: number;
}

/** Arrivals as they add up: today's at the end of each quarter of an hour, and now. */
export function arrivalsToday({ arrivals }: Pick<DaySession, 'arrivals'>, now: number): Point[] {
  let sum = 0;
  const points = arrivals.map(({ at, arrived }) => ({ at: Math.min(now, Date.parse(at) + quarter), value: (sum += arrived) }));
  const first = arrivals[0];
  return first === undefined ? [] : [{ at: Date.parse(first.at), value: 0 }, ...points, { at: now, value: sum }].filter(({ at }) => at <= now);
}

/** The curve of arrivals as it is drawn, against the usual one where there is one. Null before there is anything. */
export function curveOf(session: DaySession, now: number) {
  const today = arrivalsToday(session, now);
  const usual = (session.usual?.arrivals ?? []).map(({ at, ...rest }) => ({ at: Date.parse(at), ...rest }));
  const moments = [...today, ...usual].map(({ at }) => at);
  if (moments.length < 2) return null;
  const from = Math.min(...moments);
  // Without a usual day to say how long it goes on, a quarter of the width is left for what is to come.
  const until = Math.max(...moments, from + 4 * quarter, usual.length === 0 ? now + (now - from) / 3 : from);
  const sum = today.at(-1)?.value ?? 0;
  const top = Math.max(session.scheduled, sum, ...usual.map(({ high }) => high), 1);
  const x = (at: number): number => Math.round(((at - from) / (until - from)) * (width - 40)) + 32;
  const y = (value: number): number => Math.round((1 - value / top) * (height - 12)) + 8;
  const line = (points: readonly Point[]): string => points.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.at)} ${y(point.value)}`).join('');
  const band = usual.length === 0 ? '' : `${line(usual.map(({ at, high }) => ({ at, value: high })))}${line([...usual].reverse().map(({ at, low }) => ({ at, value: low }))).replace('M', 'L')}Z`;
  const step = Math.max(1, Math.ceil((until - from) / quarter / 6)) * quarter;
  const ticks: { x: number; at: number }[] = [];
  for (let at = Math.ceil(from / step) * step; at <= until; at += step) if (x(at) < width - 20) ticks.push({ x: x(at), at });
  const end = today.at(-1);
  return { path: line(today), band, middle: line(usual.map(({ at, middle }) => ({ at, value: middle }))), ticks, top, sum, now: x(Math.min(now, until)), end: end === undefined ? null : { x: x(end.at), y: y(end.value) }, left: x(Math.min(now, until)) > width * 0.7 };
}
