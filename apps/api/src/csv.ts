import { inert } from '@sightline/domain';

/**
 * A table as RFC 4180 text. Nested objects become columns with dotted names, lists one cell. The columns are those of
 * all rows, in the order in which they first appear.
 */
export function toCsv(items: readonly unknown[]): string {
  const rows = items.map((item) => flatten(item));
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  if (columns.length === 0) return '';
  const lines = [columns, ...rows.map((row) => columns.map((column) => row.get(column)))];
  return lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function flatten(value: unknown, prefix = '', into = new Map<string, unknown>()): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return into.set(prefix === '' ? 'value' : prefix, value);
  for (const [name, inner] of Object.entries(value)) flatten(inner, prefix === '' ? name : `${prefix}.${name}`, into);
  return into;
}

/** One cell. Numbers are left as they are. */
function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const safe = inert(typeof value === 'string' ? value : JSON.stringify(value));
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
