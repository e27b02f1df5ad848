import { createHash } from 'node:crypto';
import type { RouteContract } from '@sightline/contracts';
import { nameOf } from './openapi.js';
import type { CatalogueEntry } from './catalogue.js';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

const style = `
  :root { color-scheme: light dark; --line: #8886; --quiet: #777; --accent: #0b6e99; }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.6rem } h2 { font-size: 1.1rem; margin: 2rem 0 .25rem } a { color: var(--accent) }
  code, pre { font: 14px/1.5 ui-monospace, monospace } p { margin: .25rem 0 }
  table { border-collapse: collapse; width: 100%; margin: .5rem 0 } caption { text-align: left; font-weight: 600 }
  th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line) }
  .quiet { color: var(--quiet) } nav a { margin-right: 1rem }
  @media (prefers-color-scheme: dark) { :root { --accent: #6cc4ea; --quiet: #aaa } }`;

/** SHA-256 of the one style of these pages, by which their policy allows it. */
export const docsStyleHash = createHash('sha256').update(style).digest('base64');

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
  `<title>${escape(title)} – Sightline</title><style>${style}</style></head><body><main><h1>${escape(title)}</h1>` +
  `<nav><a href="/api/docs">Interface</a><a href="/api/docs/events">Events</a><a href="/api/docs/openapi.json">OpenAPI</a></nav>${body}</main></body></html>`;

/** Every route, for people. */
export function interfacePage(routes: readonly RouteContract[]): string {
  const rows = routes.map(
    ({ method, path, summary, callers }) =>
      `<tr><td><code>${method}</code></td><td><code>${escape(path)}</code></td><td>${escape(summary)}<br><span class="quiet">${escape(callers.map(nameOf).join(', '))}</span></td></tr>`,
  );
  return page(
    'Interface',
    `<p>Errors are problem documents (RFC 9457). Lists are paged by <code>limit</code> and <code>cursor</code>.</p>` +
      `<table><thead><tr><th scope="col">Method</th><th scope="col">Address</th><th scope="col">What it does, and for whom</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  );
}

/** Every event type with its fields, for people. */
export function eventsPage(entries: readonly CatalogueEntry[]): string {
  const contents = entries.map(({ type }) => `<a href="#${type}"><code>${type}</code></a> `).join('');
  return page(
    'Event catalogue',
    `<p>Sent as CloudEvents 1.0 to <code>POST /api/events</code>. JSON Schemas: ask with <code>Accept: application/json</code>.</p><p>${contents}</p>` +
      entries.map(eventSection).join(''),
  );
}

function eventSection({ type, description, door, personal, schema }: CatalogueEntry): string {
  const required = new Set(Array.isArray(schema['required']) ? schema['required'].map(String) : []);
  const rows = Object.entries(asObject(schema['properties'])).map(([name, field]) => {
    const notes = [required.has(name) ? 'required' : 'optional', ...(personal.includes(name) ? ['personal: can be erased, never journaled'] : [])];
    return `<tr><td><code>${escape(name)}</code></td><td>${escape(kindOf(asObject(field)))}</td><td class="quiet">${escape(notes.join('; '))}</td></tr>`;
  });
  const person = door === '/api/commands' ? '<p class="quiet">Only by a person, to <code>/api/commands</code>.</p>' : '';
  return (
    `<section id="${type}"><h2><code>${type}</code></h2><p>${escape(description)}</p>${person}` +
    `<table><thead><tr><th scope="col">Field</th><th scope="col">What</th><th scope="col"></th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`
  );
}

/** A field's type in words: what a JSON Schema says of it, shortly. */
function kindOf(field: Record<string, unknown>): string {
  const { type, format, enum: values, items, description, minimum, maximum } = field;
  const parts = [typeof type === 'string' ? type : 'value'];
  if (type === 'array') parts.push(`of ${kindOf(asObject(items))}`);
  if (Array.isArray(values)) parts.push(`(${values.join(' | ')})`);
  if (typeof format === 'string') parts.push(`(${format})`);
  if (typeof minimum === 'number' && typeof maximum === 'number' && maximum < 1e9) parts.push(`${minimum} to ${maximum}`);
  if (type === 'object') parts.push(`{ ${Object.keys(asObject(field['properties'])).join(', ')} }`);
  if (typeof description === 'string') parts.push(`– ${description}`);
  return parts.join(' ');
}

const asObject = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});
