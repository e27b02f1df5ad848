import assert from 'node:assert/strict';
import type { LookedUpChild, LookUpPurpose, LookUpView, SubscribeReply, VerifyReply, VerifyRequest } from '@sightline/contracts';
import { event, scheduledRun } from '../fixtures/events.ts';
import { query, startDatabases } from './databases.ts';
import { LiveClient } from './live-client.ts';
import { signIn } from './person.ts';
import type { Person } from './person.ts';
import { send, startSightline } from './sightline.ts';
import type { Sightline } from './sightline.ts';

export const lookUps = '/api/contact/look-ups';
/** What is held of the family, and may be in no answer, no log and no audit. */
export const held = { name: 'Tamsin Oyelaran', child: 'Temi Oyelaran', birthDate: '2015-03-14', postcode: 'B17 9QX', telephone: '07700 900101', password: 'Buttercup' };
export const secrets = [...Object.values(held), 'Tamsin', '14/3/2015', '447700900101', 'buttercup', 'b179qx', 'a number of the caller'];
export const right: VerifyRequest = { relationship: 'mother', facts: { birthDate: '14/3/2015', postcode: 'b17 9qx' }, password: 'butter cup' };
export const wrong: VerifyRequest = { ...right, facts: { ...right.facts, birthDate: '15/3/2015' } };
export const guardian = (guardianRef: string, passengerRefs: string[], telephones: string[] = [held.telephone]): object =>
  event('guardian.upserted', { guardianRef, passengerRefs, relationship: 'Mum', name: held.name, telephones, password: held.password, messages: 'none' });
export const child = (passengerRef: string, banner?: 'court-order' | 'shielded'): object =>
  event('passenger.upserted', { passengerRef, name: held.child, birthDate: held.birthDate, postcode: held.postcode, schoolRef: 'S1', routeRef: '411', boardingStopRef: 'R1-stop-2', needs: [], assistantRequired: true, ...(banner && { banner }) });
/** Children with nothing about them but that each test has its own. */
export const children = ['child', 'guessed', 'rush', 'crowd', 'slow', 'kept', 'followed'];

/** What an adviser who follows a look-up has on the screen. */
export interface Followed {
  readonly code: string;
  readonly client: LiveClient;
  readonly child: () => LookedUpChild | undefined;
}

/** A Sightline with a run under way, children on it, and an adviser. */
export class LookUpStage {
  readonly #clients: LiveClient[] = [];
  #stop: () => Promise<void> = () => Promise.resolve();
  sightline!: Sightline;
  adviser!: Person;
  databaseUrl = '';

  async start(): Promise<void> {
    const databases = await startDatabases();
    this.databaseUrl = await databases.fresh();
    this.sightline = await startSightline({ env: { DATABASE_URL: this.databaseUrl } });
    this.#stop = async () => {
      await this.sightline.stop();
      await databases.stop();
    };
    this.adviser = await signIn(this.sightline, 'calls');
    await this.accept([
      event('school.upserted', { schoolRef: 'S1', name: 'Beechwood School', latitude: 52.5, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:15' } }),
      scheduledRun('R1', Date.now() - 5 * 60_000, { routeRef: '411', schoolRef: 'S1' }),
      event('run.assigned', { runRef: 'R1', vehicleRef: 'V1', assistantRef: 'A1', substitute: true }),
      event('run.started', { runRef: 'R1', at: new Date().toISOString() }),
      ...[...children, 'numberless'].map((ref) => child(ref)),
      child('ordered', 'court-order'),
      child('shielded', 'shielded'),
      guardian('G1', [...children, 'ordered', 'shielded']),
      guardian('G9', ['numberless'], []),
    ]);
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  closeClients(): void {
    for (const client of this.#clients.splice(0)) client.close();
  }

  async accept(events: readonly object[]): Promise<void> {
    assert.deepEqual((await send(this.sightline, events)).body.rejected, []);
  }

  /** Another adviser, with an account of their own. */
  async adviserCalled(username: string): Promise<Person> {
    const admin = await signIn(this.sightline, 'admin');
    const password = 'long enough to pass';
    const made = await admin.request('/api/accounts', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, role: 'calls', password }) });
    assert.ok(made.ok);
    return signIn(this.sightline, username, password);
  }

  post(path: string, body: object = {}, person = this.adviser): Promise<Response> {
    return person.request(`${lookUps}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  }

  async open(passengerRef: string, person = this.adviser, more: { callRef?: string; purpose?: LookUpPurpose } = {}): Promise<LookUpView> {
    return answered(await this.post('', { passengerRef, purpose: 'where-is-the-bus', ...more }, person));
  }

  async verify(lookUpRef: string, said: object = right, person = this.adviser): Promise<VerifyReply> {
    return answered(await this.post(`/${lookUpRef}/verify`, said, person));
  }

  async verified(passengerRef: string, person = this.adviser): Promise<string> {
    const { lookUpRef } = await this.open(passengerRef, person);
    assert.deepEqual(await this.verify(lookUpRef, right, person), { verified: true });
    return lookUpRef;
  }

  end(lookUpRef: string, person = this.adviser): Promise<Response> {
    return person.request(`${lookUps}/${lookUpRef}`, { method: 'DELETE' });
  }

  async follow(lookUpRef: string, person = this.adviser): Promise<Followed> {
    const client = new LiveClient(this.sightline.url, person.cookie);
    this.#clients.push(client);
    assert.equal(await client.connect(), undefined);
    const { reply, state } = await client.follow('look-up', { lookUpRef });
    return { code: codeOf(reply), client, child: () => state.items.get('child') as LookedUpChild | undefined };
  }

  /** What the audit has of a look-up, the first first. */
  audit(lookUpRef: string): Promise<{ action: string; detail: Record<string, unknown> }[]> {
    return query(this.databaseUrl, `SELECT action, detail FROM audit WHERE detail ->> 'lookUpRef' = $1 ORDER BY id`, [lookUpRef]);
  }
}

const codeOf = (reply: SubscribeReply): string => (reply.ok ? 'ok' : reply.problem.code);

async function answered<T>(response: Response): Promise<T> {
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return JSON.parse(text) as T;
}
