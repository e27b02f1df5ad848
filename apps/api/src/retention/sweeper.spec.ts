import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import type { Audit } from '../identity/audit/audit.repository.js';
import type { Erasures } from './erasures.js';
import type { Holds } from './holds.js';
import type { RetentionRule } from './rule.js';
import { Schedule } from './schedule.js';
import type { RuleCount, SweepRepository } from './sweep.repository.js';
import { Sweeper } from './sweeper.js';

const rule = (table: string): RetentionRule => ({ table, category: 'runs', holds: '', why: '', basis: 'public task', keep: { words: 'a while' }, from: '', end: '', sweep: { at: 't.at' } });

/** A sweeper over tables that are not there: `take` says what became of a batch. */
function sweeperOver(tables: readonly string[], take: (table: string, held: readonly string[]) => Promise<RuleCount>) {
  const placed: { kind: string; ref: string }[] = [];
  const records: { action: string; detail: Record<string, unknown> }[] = [];
  const sweeper = new Sweeper(
    new Schedule([{ feature: 'test', rules: tables.map(rule) }]),
    { keepDays: { SIGHTLINE_KEEP_AUDIT_DAYS: 1 } } as unknown as Config,
    { held: () => Promise.resolve([...placed]) } as unknown as Holds,
    { take: ({ table }: RetentionRule, _: Date, held: readonly string[]) => take(table, held), standing: () => Promise.resolve({ held: 0 }), done: () => Promise.resolve() } as unknown as SweepRepository,
    { carryOut: () => Promise.resolve(0) } as unknown as Erasures,
    { whenLive: () => Promise.resolve() } as unknown as Engine,
    {
      append: (action: string, _: null, detail: Record<string, unknown>) => Promise.resolve(void records.push({ action, detail })),
      prune: () => Promise.resolve(),
    } as unknown as Audit,
  );
  return { sweeper, placed, records };
}

describe('a sweep', () => {
  beforeAll(() => void jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined));
  afterAll(() => jest.restoreAllMocks());

  it('[KEEP-4] heeds what somebody holds while it is going on', async () => {
    const seen: string[][] = [];
    const { sweeper, placed } = sweeperOver(['run'], (_, held) => {
      seen.push([...held]);
      placed.push({ kind: 'run', ref: 'R-1' });
      return Promise.resolve({ removed: seen.length < 2 ? 500 : 0, held: 0 });
    });
    expect(await sweeper.sweep()).toBe(true);
    expect(seen).toEqual([[], ['run:R-1']]);
  });

  it('[KEEP-6] takes what the other rules say where one cannot be carried out, and the audit names that one', async () => {
    const taken: string[] = [];
    const { sweeper, records } = sweeperOver(['first', 'broken', 'last'], (table) => {
      if (table === 'broken') return Promise.reject(new Error('invalid input syntax: "a name"'));
      taken.push(table);
      return Promise.resolve({ removed: 0, held: 0 });
    });
    expect(await sweeper.sweep()).toBe(false);
    expect([taken, records.at(-1)]).toEqual([['first', 'last'], { action: 'retention-swept', detail: { removed: {}, erased: 0, failed: ['broken'] } }]);
  });
});
