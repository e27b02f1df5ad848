import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { ContactReply, ImportJob, LinkAddress, LinkKind, LinkSubject, LookUpView, Role } from '@sightline/contracts';
import { linkKinds, roles } from '@sightline/contracts';
import { fix } from '../../fixtures/events.ts';
import { query, startDatabases } from '../databases.ts';
import { issueLink, tokenIn } from '../links.ts';
import { signIn } from '../person.ts';
import type { Person } from '../person.ts';
import { send, startSightline } from '../sightline.ts';
import type { Sightline } from '../sightline.ts';
import { until } from '../until.ts';
import { child, elsewhere, guardian, keys, otherGuardian, words } from './canaries.ts';
import { office, programme, records, runs } from './life.ts';

const json = { 'content-type': 'application/json' };
export interface OpenLink { readonly linkRef: string; readonly token: string }

/** Of each kind a link of one's own, and one of another subject. */
const subjects: Readonly<Record<LinkKind, readonly [LinkSubject, LinkSubject]>> = {
  bus: [{ passengerRef: child.ref, guardianRef: guardian.ref }, { passengerRef: elsewhere.ref, guardianRef: otherGuardian.ref }],
  school: [{ schoolRef: 'S1' }, { schoolRef: 'S2' }],
  operator: [{ operatorRef: 'O1' }, { operatorRef: 'O2' }],
  crew: [{ runRef: 'R1' }, { runRef: 'R2' }],
};

/** A Sightline with a full life in it, and everybody who could come to its doors. Everything enters by the public ones. */
export class AccessStage {
  #stop: () => Promise<void> = () => Promise.resolve();
  sightline!: Sightline;
  databaseUrl = '';
  readonly people = new Map<Role, Person>();
  /** Another adviser, whose look-ups, calls and jobs are their own. */
  otherAdviser!: Person;
  otherManager!: Person;
  expired!: Person;
  signedOut!: Person;
  device!: { name: string; secret: string };
  readonly links = new Map<LinkKind, OpenLink>();
  readonly otherLinks = new Map<LinkKind, OpenLink>();
  revokedLink!: OpenLink;
  lookUpRef = '';
  otherLookUpRef = '';
  contactRef = '';
  otherContactRef = '';
  caseContactRef = '';
  messageRef = randomUUID();
  alertRef = '';
  /** Imports by who sent them: `feed`, `manager`, `office`, `admin`. */
  readonly jobs = new Map<string, string>();

  async start(): Promise<void> {
    const databases = await startDatabases();
    this.databaseUrl = await databases.fresh();
    this.sightline = await startSightline({ env: { DATABASE_URL: this.databaseUrl, SIGHTLINE_DEMO: 'accounts' } });
    this.#stop = async () => {
      await this.sightline.stop();
      await databases.stop();
    };
    for (const role of roles) this.people.set(role, await signIn(this.sightline, role));
    const now = Date.now();
    for (const told of [records(), runs(now), office(now), programme()]) await this.tell(told);
    await this.#accounts();
    await this.#machines();
    await this.#links();
    await this.#acts();
    await this.#calls();
    await this.#files();
    const { items } = await until('an alert', async () => {
      const list = await this.person('control').get<{ items: { alertRef: string }[] }>('/api/transport/alerts');
      return list.items.length > 0 ? list : undefined;
    });
    this.alertRef = items[0]?.alertRef ?? '';
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  person(role: Role): Person {
    const person = this.people.get(role);
    assert.ok(person);
    return person;
  }

  link(kind: LinkKind): OpenLink {
    const link = this.links.get(kind);
    assert.ok(link);
    return link;
  }

  async tell(events: readonly object[]): Promise<void> {
    const { status, body } = await send(this.sightline, events);
    assert.deepEqual([status, body.rejected], [200, []]);
  }

  async post<T>(person: Person, path: string, body: object, method = 'POST'): Promise<T> {
    const response = await person.request(path, { method, headers: json, body: JSON.stringify(body) });
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  command(role: Role, type: string, data: object): Promise<unknown> {
    return this.post(this.person(role), '/api/commands', { type, data });
  }

  /** A new session of a role, for what ends it. */
  async freshPerson(role: Role): Promise<Person> {
    return signIn(this.sightline, role);
  }

  async #accounts(): Promise<void> {
    const add = async (username: string, role: Role): Promise<Person> => {
      await this.post(this.person('admin'), '/api/accounts', { username, role, password: keys.account });
      return signIn(this.sightline, username, keys.account);
    };
    this.otherAdviser = await add('other-adviser', 'calls');
    this.otherManager = await add('other-manager', 'manager');
    this.signedOut = await add('left', 'admin');
    assert.equal((await this.signedOut.request('/api/session', { method: 'DELETE' })).status, 204);
    this.expired = await add('expired', 'admin');
    await query(this.databaseUrl, `UPDATE session SET expires_at = now() - interval '1 second' WHERE account_id = (SELECT id FROM account WHERE username = 'expired')`);
  }

  async #machines(): Promise<void> {
    const admin = this.person('admin');
    this.device = await this.post(admin, '/api/devices', { name: 'tracker', vehicleRef: 'V3' });
    await this.post(admin, '/api/sources', { kind: 'siri-vm', name: 'polled', url: 'http://127.0.0.1:9/feed', everySeconds: 3600, allowPrivate: true, key: { in: 'header', name: 'x-key', value: keys.source } });
  }

  async #links(): Promise<void> {
    const control = this.person('control');
    const open = async (kind: LinkKind, subject: LinkSubject): Promise<OpenLink> => {
      const link = await issueLink(control, kind, subject);
      return { linkRef: link.linkRef, token: tokenIn(link satisfies LinkAddress) };
    };
    for (const kind of linkKinds) {
      this.links.set(kind, await open(kind, subjects[kind][0]));
      this.otherLinks.set(kind, await open(kind, subjects[kind][1]));
    }
    this.revokedLink = await open('operator', { operatorRef: 'O1' });
    assert.equal((await control.request(`/api/links/${this.revokedLink.linkRef}`, { method: 'DELETE' })).status, 204);
    // The crews of both runs have reported: only then do they see first names.
    for (const [links, runRef] of [[this.links, 'R1'], [this.otherLinks, 'R2']] as const) {
      const link = links.get('crew');
      assert.ok(link);
      const data = { runRef, role: 'driver', ref: `crew:${link.linkRef}`, at: new Date().toISOString() };
      const response = await fetch(`${this.sightline.url}/api/links/events`, { method: 'POST', headers: { ...json, authorization: `Link ${link.token}` }, body: JSON.stringify({ events: [{ id: `in-${runRef}`, type: 'crew.signed-in', data }] }) });
      assert.deepEqual(((await response.json()) as { rejected: unknown[] }).rejected, []);
    }
  }

  async #acts(): Promise<void> {
    await this.command('control', 'note.added', { noteRef: randomUUID(), runRef: 'R1', words: words.runNote });
    await this.command('manager', 'note.added', { noteRef: randomUUID(), caseRef: 'K1', words: words.caseNote });
    await this.command('control', 'message.sent', { messageRef: this.messageRef, runRef: 'R1', audience: 'families', words: words.message });
    await this.command('control', 'shift.handed-over', { handoverRef: randomUUID(), from: 'desk 1', to: 'desk 2', words: words.handover });
    await this.command('office', 'programme.period-frozen', { period: '2026-06' });
    await this.post(this.person('manager'), '/api/imports/cases/profiles/monthly', { name: 'monthly' }, 'PUT');
    await this.post(this.person('office'), '/api/imports/programme/profiles/quarterly', { name: 'quarterly' }, 'PUT');
  }

  async #calls(): Promise<void> {
    const verified = async (person: Person, passengerRef: string, of: typeof child, whose: typeof guardian, callRef?: string): Promise<string> => {
      const { lookUpRef } = await this.post<LookUpView>(person, '/api/contact/look-ups', { passengerRef, purpose: 'where-is-the-bus', ...(callRef !== undefined && { callRef }) });
      const reply = await this.post(person, `/api/contact/look-ups/${lookUpRef}/verify`, { relationship: 'mother', facts: { birthDate: of.birthDate, postcode: of.postcode }, password: whose.password });
      assert.deepEqual(reply, { verified: true });
      return lookUpRef;
    };
    const calls = this.person('calls');
    this.lookUpRef = await verified(calls, child.ref, child, guardian, 'CALL1');
    this.otherLookUpRef = await verified(this.otherAdviser, elsewhere.ref, elsewhere, otherGuardian);
    const log = async (person: Person, more: object): Promise<string> => {
      const contactRef = randomUUID();
      await this.post<ContactReply>(person, '/api/contact/contacts', { contactRef, runRef: 'R1', sequence: 3, words: words.contact, told: words.told, outcome: 'other', ...more });
      return contactRef;
    };
    this.contactRef = await log(calls, { lookUpRef: this.lookUpRef, callRef: 'CALL1' });
    this.caseContactRef = await log(calls, { outcome: 'complaint' });
    this.otherContactRef = await log(this.otherAdviser, { outcome: 'call-back' });
    await this.command('calls', 'contact.noted', { noteRef: randomUUID(), contactRef: this.contactRef, words: words.contactNote });
  }

  async #files(): Promise<void> {
    const file = (text: string, name: string): FormData => {
      const form = new FormData();
      form.set('file', new Blob([text]), name);
      return form;
    };
    const finished = async (kind: string, response: Response, ask: (path: string) => Promise<Response>): Promise<string> => {
      assert.equal(response.status, 202, await response.clone().text());
      const { importId } = (await response.json()) as ImportJob;
      const jobs = kind === 'passengers' ? '/api/imports/jobs' : `/api/imports/${kind}/jobs`;
      await until('the end of an import', async () => ((await (await ask(`${jobs}/${importId}`)).json()) as ImportJob).finishedAt);
      return importId;
    };
    const cases = (): FormData => file('Reference,Type,Received,Channel,Service\nIMP-1,complaint,2026-09-01,email,SENAR\nIMP-2,nonsense,nowhere,email,SENAR\n', 'cases.csv');
    const plan = (): FormData => file('Ref,Action,BRAG Sept 2026\nX1,Do it,Green\n', 'plan.csv');
    const children = (): FormData => file(`passenger_ref,name,birth_date,postcode,school_ref,route_ref,boarding_stop_ref,alighting_stop_ref,needs,assistant_required,banner\nC9,${child.first} ${child.last},not a date,${child.postcode},S1,412,,,,no,\n`, 'passengers.csv');
    const feed = { headers: { authorization: `Bearer ${this.sightline.feedToken}` } };
    const asFeed = (path: string, init: RequestInit = {}): Promise<Response> => fetch(this.sightline.url + path, { ...init, ...feed });
    for (const [kind, role, body] of [['cases', 'manager', cases], ['programme', 'office', plan], ['passengers', 'admin', children]] as const) {
      const path = `/api/imports/${kind}?preview=true&wait=false`;
      const asRole = (to: string, init: RequestInit = {}): Promise<Response> => this.person(role).request(to, init);
      for (const [who, ask] of [['feed', asFeed], [role, asRole]] as const) this.jobs.set(`${kind} ${who}`, await finished(kind, await ask(path, { method: 'POST', body: body() }), ask));
    }
    // A vehicle reports by a phone of its own, so that the source has a health.
    await this.tell([fix('V3', Date.now())]);
  }
}
