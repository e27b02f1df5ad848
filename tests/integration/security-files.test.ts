import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { DEFAULT_MIN_VERSION, DEFAULT_CIPHERS } from 'node:tls';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

describe('files, keys and wires', () => {
  let databases: TestDatabases;
  let databaseUrl: string;
  let sightline: Sightline;
  let admin: Person;
  before(async () => {
    databases = await startDatabases();
    databaseUrl = await databases.fresh();
    sightline = await startSightline({ env: { DATABASE_URL: databaseUrl, SIGHTLINE_DEMO: 'accounts' } });
    admin = await signIn(sightline, 'admin');
  });
  after(async () => {
    await sightline.stop();
    await databases.stop();
  });
  const upload = async (kind: string, content: string | Uint8Array, name: string): Promise<{ status: number; text: string }> => {
    const form = new FormData();
    form.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name);
    const answer = await admin.request(`/api/imports/${kind}`, { method: 'POST', body: form });
    return { status: answer.status, text: await answer.text() };
  };
  const taken = async (): Promise<number> => (await query<{ count: number }>(databaseUrl, 'SELECT count(*)::int AS count FROM journal'))[0]?.count ?? -1;

  it('[SEC-31] a file is what is in it: a picture, a program or a page under a good name is refused, and nothing is taken of it', async () => {
    const before = await taken();
    for (const content of ['<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.from('7f454c4602010100', 'hex'), Buffer.from('25504446', 'hex')]) {
      for (const [kind, name] of [['schools', 'schools.csv'], ['gtfs', 'feed.zip']] as const) {
        const { status, text } = await upload(kind, content, name);
        assert.ok(status < 500, `${kind} ${status} ${text}`);
        assert.doesNotMatch(text, /<script|node_modules/);
      }
    }
    assert.equal((await upload('schools', 'x'.repeat(6 * 1024 * 1024), 'schools.csv')).status, 413);
    assert.equal(await taken(), before);
  });

  it('[SEC-32] XML resolves nothing: a document type or an entity is refused', async () => {
    for (const entity of ['<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>']) {
      const answer = await fetch(`${sightline.url}/api/ingest/siri-vm`, { method: 'POST', headers: { authorization: `Bearer ${sightline.feedToken}`, 'content-type': 'application/xml' }, body: `<?xml version="1.0"?>${entity}<Siri xmlns="http://www.siri.org.uk/siri">&e;</Siri>` });
      assert.equal(answer.status, 400);
      assert.doesNotMatch(await answer.text(), /root:|aaaaaaaaaaaaaaaaaaaa/);
    }
  });

  it('[SEC-34] no file that was sent is kept, whatever it is called, and none can be asked for', async () => {
    const before = readdirSync(sightline.dataDir, { recursive: true }).length;
    for (const name of ['../../../../tmp/canary.html', '..\\canary.js', '/etc/canary', 'canary.php\0.csv']) {
      await upload('schools', 'school_ref,name\nS-1,St Élan\n', name.replaceAll('\0', '%00'));
      assert.equal((await fetch(`${sightline.url}/${encodeURIComponent(name)}`)).headers.get('content-type')?.includes('php') ?? false, false);
    }
    assert.equal(readdirSync(sightline.dataDir, { recursive: true }).filter((name) => String(name).includes('canary')).length, 0);
    assert.ok(readdirSync(sightline.dataDir, { recursive: true }).length <= before + 2);
    for (const path of ['/canary.html', '/uploads/canary.html', '/tmp/canary.html']) assert.equal((await fetch(`${sightline.url}${path}`)).status, 404, path);
  });

  it('[SEC-35] a file that leaves has a name of ours, whatever was asked', async () => {
    const manager = await signIn(sightline, 'manager');
    const office = await signIn(sightline, 'office');
    let named = 0;
    for (const person of [manager, office, admin]) {
      for (const path of ['/api/programme/report.pdf', '/api/programme/report.csv', '/api/casework/cases.csv', '/api/programme/items.csv', '/api/sitrep.csv']) {
        const answer = await person.request(`${path}?filename=${encodeURIComponent('x"\r\nSet-Cookie: a=b')}&period=..%2f..`);
        const disposition = answer.headers.get('content-disposition');
        assert.equal(answer.headers.get('set-cookie'), null);
        if (disposition !== null) assert.match(disposition, /^(attachment|inline); filename="[\w.-]+"$/, path);
        named += 1;
      }
    }
    assert.ok(named > 0);
  });

  it('[SEC-38] a source’s key is encrypted in the database, also one that an earlier version stored as it was, and is shown to nobody', async () => {
    const key = 'canary-key-of-a-source';
    const added = await admin.request('/api/sources', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'city', kind: 'gtfs-realtime', url: 'http://127.0.0.1:9/feed', everySeconds: 30, staleSeconds: 120, allowPrivate: true, key: { in: 'header', name: 'x-key', value: key } }) });
    assert.ok(added.ok, await added.text());
    const stored = async (): Promise<string> => (await query<{ key_value: string }>(databaseUrl, "SELECT key_value FROM source WHERE name = 'city'"))[0]?.key_value ?? '';
    assert.match(await stored(), /^v1\.[\w-]+\.[\w-]+\.[\w-]+$/);
    await query(databaseUrl, "UPDATE source SET key_value = $1 WHERE name = 'city'", [key]);
    assert.ok(!(await (await admin.request('/api/sources')).text()).includes(key));
    assert.match(await stored(), /^v1\./);
  });

  it('[SEC-59] outgoing TLS is 1.2 or newer, with forward secrecy first, and no certificate is taken on trust', () => {
    assert.ok(['TLSv1.2', 'TLSv1.3'].includes(DEFAULT_MIN_VERSION));
    assert.match(DEFAULT_CIPHERS, /^TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:ECDHE/);
    assert.equal(process.env['NODE_TLS_REJECT_UNAUTHORIZED'], undefined);
  });

  it('[SEC-60] the embedded database and the doors listen to this machine alone unless they are told otherwise', () => {
    assert.match(databases.server.url, /@(127\.0\.0\.1|localhost|\[::1\]|%2F)/);
    assert.equal(new URL(sightline.url).hostname, '127.0.0.1');
  });
});
