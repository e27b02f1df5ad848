import { mkdtempSync, readFileSync, rmSync, statSync, chmodSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from './config.js';
import { SettingError, readSettings, settingNames, settings } from './settings.js';
import type { SettingName } from './settings.js';

const folder = mkdtempSync(join(tmpdir(), 'sightline-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const mode = (path: string): number => statSync(path).mode & 0o777;

describe('settings', () => {
  it('[CONF-1] need not be given', () => {
    const config = new Config({});
    expect([config.port, config.host, config.demo, config.timeZone]).toEqual([3000, '127.0.0.1', 'on', 'Europe/London']);
    expect(config.databaseUrl).toBeUndefined();
  });

  it.each<[SettingName, string]>([
    ['SIGHTLINE_PORT', '70000'],
    ['SIGHTLINE_PORT', 'http'],
    ['SIGHTLINE_HOST', 'my host'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['SIGHTLINE_DEMO', 'yes'],
    ['SIGHTLINE_DEMO_PASSWORD', 'short'],
    ['SIGHTLINE_ORIGINS', 'sightline.example.org'],
    ['SIGHTLINE_TIME_ZONE', 'Europe/Birmingham'],
    ['SIGHTLINE_TILE_URL', 'https://tiles.example.org/map.png'],
    ['SIGHTLINE_POSITION_DAYS', '0'],
    ['SIGHTLINE_ESCALATION_SECONDS', '0'],
    ['OIDC_ISSUER', 'http://login.example.org'],
    ['OIDC_ROLES', 'king=everyone'],
    ['OIDC_ROLES', 'control='],
    ['OIDC_SCOPES', 'profile'],
    ['SIGHTLINE_LOCAL_SIGN_IN', 'sometimes'],
  ])('[CONF-2] %s cannot be "%s", and one sentence says what it must be', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(SettingError);
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name} is .*it must be .*\\.$`));
  });

  it('[CONF-3] a secret is never quoted, nor shown', () => {
    expect(() => readSettings({ DATABASE_URL: 'http://me:hunter2@db/x' })).not.toThrow(/hunter2/);
    const shown = JSON.stringify(new Config({ DATABASE_URL: 'postgres://me:hunter2@db/x', SIGHTLINE_FEED_TOKEN: 'hunter2hunter2' }).describe());
    expect(shown).not.toContain('hunter2');
  });

  it('[CONF-4] single sign-on is configured as a whole or not at all', () => {
    expect(() => readSettings({ OIDC_ISSUER: 'https://login.example.org' })).toThrow('OIDC_ISSUER alone cannot be used');
    expect(() => readSettings({ SIGHTLINE_LOCAL_SIGN_IN: 'off' })).toThrow('would let nobody in');
    const settings = { OIDC_ISSUER: 'http://127.0.0.1:4000', OIDC_CLIENT_ID: 'sightline', OIDC_CLIENT_SECRET: 'a secret', OIDC_ROLES: 'control=Control room, control=cn=duty,calls=c1' };
    expect(new Config(settings).singleSignOn?.roles).toEqual([{ role: 'control', group: 'Control room' }, { role: 'control', group: 'cn=duty' }, { role: 'calls', group: 'c1' }]);
    expect(new Config(settings).localSignIn).toBe(true);
  });

  it('[CONF-5] every setting is described with where its value comes from', () => {
    const lines = new Config({ SIGHTLINE_PORT: '4000' }).describe();
    expect(lines.map(({ name }) => name)).toEqual(settingNames);
    expect(lines.find(({ name }) => name === 'SIGHTLINE_PORT')).toMatchObject({ value: '4000', from: 'environment', means: settings.SIGHTLINE_PORT.means });
    expect(lines.find(({ name }) => name === 'SIGHTLINE_HOST')?.from).toBe('default');
    expect(lines.find(({ name }) => name === 'SIGHTLINE_FEED_TOKEN')?.from).toBe('generated');
    expect(lines.find(({ name }) => name === 'DATABASE_URL')?.from).toBe('not set');
  });
});

describe('generated secrets', () => {
  it.each([0o077, 0o000])('[CONF-6] are made once and are for their owner alone, under umask %o', (mask) => {
    const dataDir = join(folder, `umask-${mask}`);
    const before = process.umask(mask);
    try {
      const first = new Config({ SIGHTLINE_DATA_DIR: dataDir });
      const token = first.feedToken;
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(first.demoPassword).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
      const again = new Config({ SIGHTLINE_DATA_DIR: dataDir });
      expect([again.feedToken, again.demoPassword, again.databasePassword]).toEqual([token, first.demoPassword, first.databasePassword]);
    } finally {
      process.umask(before);
    }
    expect(mode(join(dataDir, 'secrets'))).toBe(0o700);
    for (const name of ['feed-token', 'demo-password', 'database-password']) expect(mode(join(dataDir, 'secrets', name))).toBe(0o600);
  });

  it('[CONF-7] a file that was opened to others is closed, and one that is empty is made anew', () => {
    const dataDir = join(folder, 'open');
    const { feedToken } = new Config({ SIGHTLINE_DATA_DIR: dataDir });
    const path = join(dataDir, 'secrets', 'feed-token');
    chmodSync(path, 0o644);
    expect(new Config({ SIGHTLINE_DATA_DIR: dataDir }).feedToken).toBe(feedToken);
    expect(mode(path)).toBe(0o600);
    writeFileSync(path, '');
    expect(new Config({ SIGHTLINE_DATA_DIR: dataDir }).feedToken).toBe(readFileSync(path, 'utf8').trim());
  });

  it('[CONF-8] what was given is used and written nowhere', () => {
    const dataDir = join(folder, 'given');
    const config = new Config({ SIGHTLINE_DATA_DIR: dataDir, SIGHTLINE_FEED_TOKEN: 'given-token', SIGHTLINE_DEMO_PASSWORD: 'given-password' });
    expect([config.feedToken, config.demoPassword, config.demoPasswordFile]).toEqual(['given-token', 'given-password', undefined]);
    expect(statSync(dataDir, { throwIfNoEntry: false })).toBeUndefined();
  });
});
