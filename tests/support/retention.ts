import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { query, startDatabases } from './databases.ts';
import { families, runHome, serviceDateOf, tell, told, underWay } from './family.ts';
import { signIn } from './person.ts';
import type { Person } from './person.ts';
import { startSightline } from './sightline.ts';
import type { Sightline } from './sightline.ts';

export interface AuditRow {
  readonly action: string;
  readonly detail: Record<string, unknown>;
}

/** A civil date some days from today. */
export const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** A Sightline with a bus under way and whoever may forget. */
export class RetentionStage {
  #stop: () => Promise<void> = () => Promise.resolve();
  sightline!: Sightline;
  admin!: Person;
  databaseUrl = '';

  async start(env: Record<string, string> = {}): Promise<void> {
    const databases = await startDatabases();
    this.databaseUrl = await databases.fresh();
    this.sightline = await startSightline({ env: { DATABASE_URL: this.databaseUrl, SIGHTLINE_DEMO: 'accounts', ...env } });
    this.#stop = async () => {
      await this.sightline.stop();
      await databases.stop();
    };
    this.admin = await signIn(this.sightline, 'admin');
    await this.tell(...families(), ...runHome(Date.now()), ...underWay(Date.now()));
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  tell(...events: readonly object[]): Promise<void> {
    return tell(this.sightline, ...events);
  }

  query<Row extends object = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]> {
    return query<Row>(this.databaseUrl, sql, parameters);
  }

  post(path: string, body: object = {}, person = this.admin): Promise<Response> {
    return person.request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  }

  async sweep(): Promise<void> {
    const { status } = await this.post('/api/retention/sweeps');
    if (status !== 204) throw new Error(`the sweep answered ${status}`);
  }

  /** A child of a route of their own, with a guardian. */
  child(ref: string, name: string, more: object = {}): object[] {
    return [
      told('passenger.upserted', { passengerRef: ref, name, birthDate: '2015-07-19', postcode: 'ZQ9 7XT', schoolRef: 'S1', routeRef: '412', boardingStopRef: 'STOP3', alightingStopRef: 'S1-GATE', needs: ['harness'], assistantRequired: false, ...more }),
      told('guardian.upserted', { guardianRef: `g-${ref}`, passengerRefs: [ref], relationship: 'Mother', name: `Guardian ${ref}`, telephones: ['07700 900777'], messages: 'sms' }),
    ];
  }

  /** A call from a number, and what was logged of it. */
  async call(callRef: string, callerNumber: string, passengerRef: string, caseRef?: string): Promise<void> {
    const at = iso(Date.now() - 60_000);
    await this.tell(
      told('call.queued', { callRef, queue: 'Transport', at, callerNumber }),
      told('contact.logged', { contactRef: `contact-${callRef}`, callRef, runRef: 'HOME', passengerRef, reason: 'where-is-the-bus', outcome: 'Told the answer', told: `It is late, said to ${passengerRef}`, words: `Asked about ${passengerRef}`, adviserRef: 'calls', at, ...(caseRef !== undefined && { caseRef }) }),
    );
  }

  /** As if a call had come so many days ago. */
  async age(callRef: string, days: number): Promise<void> {
    const ago = `make_interval(days => ${days})`;
    await this.query(`
      SET session_replication_role = replica;
      UPDATE contact SET at = at - ${ago} WHERE call_ref = '${callRef}';
      UPDATE call SET heard_at = heard_at - ${ago}, queued_at = queued_at - ${ago} WHERE call_ref = '${callRef}';
      UPDATE journal SET received_at = received_at - ${ago} WHERE data ->> 'callRef' = '${callRef}'`);
  }

  /** Figures that people read. */
  async figures(): Promise<unknown> {
    const [outcomes, weeks, runs] = await Promise.all([
      this.query('SELECT run_ref, fate, punctuality FROM run_outcome ORDER BY run_ref'),
      this.query('SELECT week, headline FROM sitrep_week ORDER BY week'),
      this.query('SELECT run_ref, state, lateness_seconds FROM run ORDER BY run_ref'),
    ]);
    return { outcomes, weeks, runs: runs.map(({ run_ref, state }) => ({ run_ref, state })) };
  }

  /** Where some words are found: in every row of every table, and in every file of the data folder. Words in any case. */
  async dump(...wanted: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    const tables = await this.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`);
    for (const { name } of tables) {
      for (const words of wanted) {
        const [row] = await this.query<{ times: number }>(`SELECT count(*)::int AS times FROM "${name}" t WHERE strpos(lower(t::text), lower($1)) > 0`, [words]);
        if (row && row.times > 0) found.push(`${name}: ${words}`);
      }
    }
    for (const file of filesIn(this.sightline.dataDir)) {
      const text = readFileSync(file, 'latin1').toLowerCase();
      for (const words of wanted) if (text.includes(words.toLowerCase())) found.push(`${file}: ${words}`);
    }
    return found;
  }
}

export const today = (): string => serviceDateOf(Date.now());

/** Files below a folder, those of a database left out. */
function filesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => !/^(postgres|database|pg)/.test(name)).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}
