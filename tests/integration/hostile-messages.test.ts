import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { livePath } from '@sightline/contracts';
import { WebSocket } from 'ws';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

/** What the fuzzer found (docs/fuzz.md), each as one message. */
describe('hostile messages', () => {
  let sightline: Sightline;
  let admin: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    admin = await signIn(sightline, 'admin');
  });
  after(async () => void (await sightline.stop()));

  const onTheWire = async (text: string): Promise<string> => {
    const socket = connect(Number(new URL(sightline.url).port), '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
    socket.write(text);
    await once(socket, 'close');
    return heard;
  };

  it('[FUZZ-1] what no router or parser can read is answered with a problem document that repeats nothing', async () => {
    const secret = 'Thandi-Okoro';
    for (const address of [`/api/runs/${secret}%c0%af`, `/api/transport/runs/${secret}%`, `/api/transport/runs/${secret}${'x'.repeat(600)}`]) {
      const response = await admin.request(address);
      const text = await response.text();
      assert.ok([400, 404, 414].includes(response.status), `${response.status}`);
      assert.match(response.headers.get('content-type') ?? '', /application\/problem\+json/);
      assert.ok(!text.includes(secret), text);
    }
    const answer = await onTheWire(`GET /api/about HTTP/1.1\r\nHost: x\r\nX-Name: ${secret}\u0000\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 400 [^]*application\/problem\+json/);
    assert.ok(!answer.includes(secret));
    assert.match(await onTheWire(`GET /api/about HTTP/1.1\r\nHost: x\r\nX-Many: ${'x'.repeat(70_000)}\r\n\r\n`), /^HTTP\/1\.1 431 [^]*"status":431/);
  });

  it('[FUZZ-2] a NUL in an address is refused everywhere, before the database sees it', async () => {
    for (const address of ['/api/devices/%00', '/api/imports/programme/profiles/%00', '/api/links/%00/address', '/api/casework/cases?caseType=%00']) {
      const response = await admin.request(address, { method: address.startsWith('/api/devices') ? 'DELETE' : 'GET' });
      assert.equal(response.status, 400, address);
    }
  });

  it('[FUZZ-3] a workbook of a few bytes that spans more than any memory is refused at once', async () => {
    const { xlsxOf } = await import('../fixtures/xlsx.ts');
    const { strFromU8, strToU8, unzipSync, zipSync } = await import('fflate');
    const parts = unzipSync(xlsxOf({ Cases: [['Case', 'Type']] }));
    const sheet = 'xl/worksheets/sheet1.xml';
    parts[sheet] = strToU8(strFromU8(parts[sheet] ?? new Uint8Array()).replace('r="B1"', 'r="XFD1048576"'));
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(zipSync(parts))]), 'cases.xlsx');
    const response = await fetch(`${sightline.url}/api/imports/cases?wait=true`, { method: 'POST', headers: { authorization: `Bearer ${sightline.feedToken}` }, body: form });
    assert.match(await response.text(), /so far out/);
  });

  it('[INGEST-24] a SIRI document with one name of a quarter of a megabyte is read in a moment', { timeout: 30_000 }, async () => {
    const body = `<?xml version="1.0"?><Siri xmlns="http://www.siri.org.uk/siri" ${'a'.repeat(250_000)}é="1"><ServiceDelivery><VehicleMonitoringDelivery></VehicleMonitoringDelivery></ServiceDelivery></Siri>`;
    const response = await fetch(`${sightline.url}/api/ingest/siri-vm`, { method: 'POST', headers: { 'content-type': 'application/xml', authorization: `Bearer ${sightline.feedToken}` }, body });
    assert.equal(response.status, 200, await response.text());
  });

  it('[LIVE-17] a connection that asks to come in over and over comes in once', async () => {
    const socket = new WebSocket(`${sightline.url.replace('http', 'ws')}${livePath}/?EIO=4&transport=websocket`, { headers: { origin: sightline.url, cookie: admin.cookie } });
    const heard: string[] = [];
    socket.on('message', (data: Buffer) => heard.push(data.toString()));
    await once(socket, 'open');
    for (let time = 0; time < 50; time += 1) socket.send('40');
    await once(socket, 'close');
    assert.ok(heard.filter((text) => text.startsWith('40')).length <= 1, heard.join(' '));
  });
});
