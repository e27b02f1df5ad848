import { inert } from '@sightline/domain';

export interface TableColumn {
  key: string;
  label: string;
  numeric?: boolean;
}
export type TableRow = Record<string, string | number | null>;

/** RFC 4180, with the byte-order mark that spreadsheets want. A cell that a spreadsheet would run as a formula is quoted. */
export function toCsv(columns: readonly TableColumn[], rows: readonly TableRow[]): string {
  const line = (cells: (string | number | null)[]) => cells.map(cell).join(',');
  return `\uFEFF${[line(columns.map((column) => column.label)), ...rows.map((row) => line(columns.map((column) => row[column.key] ?? null)))].join('\r\n')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = inert(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands the reader a file. */
export function download(name: string, content: Blob | string): void {
  const blob = typeof content === 'string' ? new Blob([content], { type: 'text/csv;charset=utf-8' }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
