import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { access, dataClasses, importLimits, ingestLimits, routes } from '@sightline/contracts';
import { readSettings, settingNames } from '../../apps/api/dist/config/settings.js';
import { mostAMinute, mostAnHour } from '../../apps/api/src/contact/search-pace.ts';
import { sheetLimits } from '../../apps/api/src/files/sheet-limits.ts';
import { accountRule, personRule } from '../../apps/api/src/identity/throttle.ts';
import { arrivalMilliseconds, requestLimits } from '../../apps/api/src/limits/request-limits.ts';
import { creditBytes, messageBurst, messagesPerSecond, socketsPerAccount, socketsPerLink, subscriptionsPerSocket } from '../../apps/api/src/live/limits.ts';
import { workspace } from '../security/sources.ts';

const document = readFileSync(resolve(workspace, 'docs/security.md'), 'utf8');
/** A part of the document, by its heading. */
const part = (heading: string): string => {
  const text = new RegExp(`\\n## ${heading}\\n([^]*?)\\n(?:## |<!--)`).exec(document)?.[1];
  assert.ok(text !== undefined && text.length > 100, `there is a part "${heading}"`);
  return text;
};
/** The right-hand cell of the row whose first cell begins so. */
const cell = (heading: string, begins: string): string => {
  const row = part(heading).split('\n').find((line) => line.startsWith(`| ${begins}`));
  assert.ok(row !== undefined, `a row "${begins}"`);
  return row.split('|').at(-2)?.trim() ?? '';
};
const defaults = readSettings({});
const mega = 1024 * 1024;

describe('what docs/security.md says is so', () => {
  it('[SEC-40] what is checked together', () => {
    assert.match(part('What is checked together'), /quarantine with the field and the reason, without the value/);
  });

  it('[SEC-41] limits are the constants of the code', () => {
    const limits: [begins: string, is: string][] = [
      ['requests of a stranger', String(defaults.SIGHTLINE_STRANGER_REQUESTS)],
      ['requests of a session', [requestLimits.account, requestLimits.link, requestLimits.device].join(', ')],
      ['requests with the feed token', String(requestLimits.feed)],
      ['pages and their files', String(requestLimits.page)],
      ['time for a request', `${arrivalMilliseconds.request / 1000} s, ${arrivalMilliseconds.headers / 1000} s`],
      ['body at a door', `${ingestLimits.bytes / mega} MB, ${ingestLimits.events}`],
      ['subscriptions of a socket', String(subscriptionsPerSocket)],
      ['open pages of an account', `${socketsPerAccount}, ${socketsPerLink}`],
      ['messages of a socket', `${messageBurst}, ${messagesPerSecond}`],
      ['bytes that wait', `${creditBytes / 1024} kB`],
      ['different children', `${mostAMinute}, ${mostAnHour}`],
      ['wrong passwords', `${personRule.free}, ${accountRule.free}`],
    ];
    for (const [begins, is] of limits) assert.equal(cell('Limits', begins), is, begins);
  });

  it('[SEC-42] files', () => {
    const files = part('Files');
    for (const words of [`${importLimits.csvBytes / mega} MB and ${importLimits.csvRows} rows`, `a workbook ${importLimits.sheetBytes / mega} MB and ${importLimits.sheetRows} rows`, `a timetable ${importLimits.gtfsBytes / mega} MB`, `${sheetLimits.zip.unpackedBytes / mega} MB for a workbook`]) assert.ok(files.includes(words), words);
  });

  it('[SEC-43] ways in: every kind of caller that a route knows is one of them', () => {
    const kinds = new Set(routes.flatMap(({ callers }) => callers.map((caller) => (typeof caller === 'string' ? caller : 'links' in caller ? 'link' : 'person'))));
    const told: Readonly<Record<string, RegExp>> = { person: /local account/, 'signed-in': /local account/, feed: /\| machine/, device: /\| device/, link: /\| public link/, everyone: /first administrator/ };
    for (const kind of kinds) assert.match(part('Ways in'), told[kind] ?? /(?!)/, kind);
    for (const words of ['single sign-on', 'second factor', 'demonstration', 'recovery code', 'No password expires', 'nobody locks another person out']) assert.ok(part('Ways in').includes(words), words);
  });

  it('[SEC-44] sessions last as the settings say', () => {
    assert.deepEqual([defaults.SIGHTLINE_SESSION_HOURS, defaults.SIGHTLINE_SESSION_IDLE_MINUTES], [12, 60]);
    for (const words of ['twelve hours', 'an hour in which no page', 'any number', 'back channel']) assert.ok(part('Sessions').includes(words), words);
  });

  it('[SEC-45] who sees what is written out from the table that is asked', () => {
    const written = readFileSync(resolve(workspace, 'docs/access.md'), 'utf8');
    for (const resource of Object.keys(access)) assert.ok(written.includes(`\`${resource}\``) || written.includes(resource), resource);
    for (const { words } of Object.values(dataClasses)) assert.ok(written.includes(words), words);
    assert.match(part('Classes of data'), /access\.md/);
  });

  it('[SEC-46] keys and secrets: every secret setting and every generated file', () => {
    const keys = part('Keys and secrets');
    const config = readFileSync(resolve(workspace, 'apps/api/src/config/config.ts'), 'utf8');
    const files = [...config.matchAll(/this\.secret\('([\w-]+)'/g)].map(([, name]) => name ?? '');
    assert.ok(files.length >= 6);
    for (const name of files) assert.ok(keys.includes(`\`${name}\``), name);
    assert.ok(settingNames.includes('OIDC_CLIENT_SECRET') && keys.includes('`OIDC_CLIENT_SECRET`') && keys.includes('`NOTIFY_API_KEY`'));
  });

  it('[SEC-47] what stands in front', () => {
    for (const words of ['TLS 1.2 and 1.3 alone', 'publicly trusted', 'no client certificates', 'SIGHTLINE_TRUSTED_PROXIES', 'SIGHTLINE_ORIGINS']) assert.ok(part('In front').includes(words), words);
    for (const name of ['SIGHTLINE_TRUSTED_PROXIES', 'SIGHTLINE_ORIGINS']) assert.ok((settingNames as string[]).includes(name), name);
  });

  it('[SEC-48] how soon libraries are mended', () => {
    assert.match(part('Libraries'), /within two days.*within a week.*within a month.*quarter/s);
  });

  it('[SEC-49] what costs much', () => {
    for (const words of ['password hashing', 'threads of their own', '1000 rows a page', `${subscriptionsPerSocket} a socket`]) assert.ok(part('What costs much').includes(words), words);
  });

  it('[SEC-50] logs: where each is', () => {
    for (const words of ['`log/api.log`', '`audit`', '`quarantine`', '`/api/health/metrics`', 'standard error']) assert.ok(part('Logs').includes(words), words);
  });

  it('every document that it sends its reader to is there', () => {
    for (const [, path] of document.split('<!--')[0]?.matchAll(/\]\((?!https?:)([^)#]+)\)/g) ?? []) assert.ok(existsSync(resolve(workspace, 'docs', path ?? '')), path);
  });
});
