import type { GtfsService } from './feed.js';
import type { Row, Rows } from './rows.js';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

type Growing = GtfsService & { added: Set<string>; removed: Set<string> };

/** When each service runs: by its days of the week, by dates, or both. */
export function readServices(rows: Rows): Map<string, GtfsService> {
  const services = new Map<string, Growing>();
  if (!rows.has('calendar.txt') && !rows.has('calendar_dates.txt')) rows.problem('calendar.txt', 0, '', '', 'is missing, and so is calendar_dates.txt: one of them must say when services run');
  if (rows.has('calendar.txt')) rows.each('calendar.txt', ['service_id', ...weekdays, 'start_date', 'end_date'], (row) => readCalendar(rows, row, services));
  if (rows.has('calendar_dates.txt')) rows.each('calendar_dates.txt', ['service_id', 'date', 'exception_type'], (row) => readException(rows, row, services));
  return services;
}

function readCalendar(rows: Rows, row: Row, services: Map<string, Growing>): void {
  const file = 'calendar.txt';
  const id = rows.name(file, row, 'service_id');
  const from = rows.date(file, row, 'start_date');
  const until = rows.date(file, row, 'end_date');
  const days = weekdays.map((day) => dayOf(rows, row, day));
  if (id === undefined || from === undefined || until === undefined) return;
  if (services.has(id)) rows.problem(file, row.line, 'service_id', id, 'is there twice');
  if (until < from) rows.problem(file, row.line, 'end_date', until, 'is before start_date');
  services.set(id, { weekdays: days, from, until, added: new Set(), removed: new Set() });
}

function dayOf(rows: Rows, row: Row, day: string): boolean {
  const text = row.get(day).trim();
  if (text !== '0' && text !== '1') rows.problem('calendar.txt', row.line, day, text, 'must be 1 (runs) or 0');
  return text === '1';
}

function readException(rows: Rows, row: Row, services: Map<string, Growing>): void {
  const file = 'calendar_dates.txt';
  const id = rows.name(file, row, 'service_id');
  const date = rows.date(file, row, 'date');
  const kind = row.get('exception_type').trim();
  if (kind !== '1' && kind !== '2') rows.problem(file, row.line, 'exception_type', kind, 'must be 1 (added) or 2 (removed)');
  if (id === undefined || date === undefined) return;
  const service = services.get(id) ?? { weekdays: [], from: '', until: '', added: new Set<string>(), removed: new Set<string>() };
  services.set(id, service);
  if (service.added.has(date) || service.removed.has(date)) rows.problem(file, row.line, 'date', date, 'is there twice for this service');
  (kind === '1' ? service.added : service.removed).add(date);
}
