import { inert } from '@sightline/domain';
import { strToU8, zipSync } from 'fflate';
import type { Subject, SubjectRecord } from './subjects.js';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const html = (text: string): string => text.replaceAll(/[&<>"']/g, (each) => entities[each] ?? each);
const kinds: Readonly<Record<Subject['kind'], string>> = { passenger: 'a child', guardian: 'a guardian', assistant: 'a passenger assistant', caller: 'a caller, by their telephone number' };

/**
 * Everything that is held of somebody as a ZIP: `index.html` to read, `data.json` for a machine, and a sheet (CSV) of each
 * kind of record. `madeAt` in epoch milliseconds. Real references are right here: it is for the person themselves [KEEP-10].
 */
export function subjectArchive(subject: Subject, records: readonly SubjectRecord[], council: string | undefined, madeAt: number): Uint8Array {
  const at = new Date(madeAt);
  const files = {
    'index.html': page(subject, records, council, at),
    'data.json': `${JSON.stringify({ about: subject, madeAt: at.toISOString(), records: records.map(({ name, rows }) => ({ name, rows })) }, undefined, 2)}\n`,
    ...Object.fromEntries(records.map(({ name, rows }) => [`${name.replaceAll(/[^\w]+/g, '-')}.csv`, sheet(rows)])),
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { mtime: at });
}

function page({ kind, ref }: Subject, records: readonly SubjectRecord[], council: string | undefined, at: Date): string {
  const held = records.map(({ holds, rows, name }) => `<h2>${html(holds)}</h2><p>${rows.length === 1 ? 'One record' : `${rows.length} records`} (${html(name)}).</p>${rows.map(table).join('')}`);
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>What is held about you</title>
<style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;margin:0 0 1rem;width:100%}th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{width:14rem}</style></head><body>
<h1>What ${html(council ?? 'the council')} holds in Sightline about ${kinds[kind]}</h1>
<p>Reference: <strong>${html(ref)}</strong>. Made on ${html(at.toISOString().slice(0, 10))}.</p>
<p>Sightline shows where school transport is, and answers families who ring. This is everything that it holds about the person with this reference, as it stood when this was made. What is about other people is left out: other children, the other guardians, and the names of staff. Older records may have been removed already, as our schedule says.</p>
<p>The same is in data.json for a computer, and in the sheets beside this page. You may ask us to correct it, to erase it, or to say why we keep it. You may complain to the Information Commissioner’s Office, ico.org.uk.</p>
<p><strong>For the officer who sends this:</strong> words that people wrote may name somebody else. Read them before you send it, and check who asks.</p>
${held.length > 0 ? held.join('') : '<p>Nothing is held.</p>'}</body></html>`;
}

const table = (row: Record<string, unknown>): string => `<table>${Object.entries(row).map(([name, value]) => `<tr><th scope="row">${html(name.replaceAll('_', ' '))}</th><td>${html(written(value))}</td></tr>`).join('')}</table>`;
const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** RFC 4180; what a spreadsheet would take for a formula is led by an apostrophe. */
function sheet(rows: readonly Record<string, unknown>[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: unknown): string => {
    const text = value === undefined ? '' : written(value);
    return `"${inert(text).replaceAll('"', '""')}"`;
  };
  return [columns.map(cell).join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))].map((line) => `${line}\r\n`).join('');
}
