import type { Audit } from './audit.repository.js';
import { Repeats } from './repeats.js';

/** Keeps what is appended, and fails while it is away. */
class Kept {
  rows: { action: string; detail: Record<string, unknown> }[] = [];
  moments: (Date | undefined)[] = [];
  isAway = false;
  append(action: string, _accountId: string | null, detail: Record<string, unknown>, at?: Date): Promise<void> {
    if (this.isAway) return Promise.reject(new Error('away'));
    this.rows.push({ action, detail });
    this.moments.push(at);
    return Promise.resolve();
  }
}
const make = (): { kept: Kept; repeats: Repeats } => {
  const kept = new Kept();
  return { kept, repeats: new Repeats(kept as unknown as Audit) };
};

describe('[AUD-6] what comes again and again', () => {
  it('is written once at once, and its repetitions as one number', async () => {
    const { kept, repeats } = make();
    for (let n = 0; n < 1000; n++) await repeats.refused('a', { resource: 'accounts' });
    await repeats.refused('b', { resource: 'accounts' });
    expect(kept.rows).toHaveLength(2);
    await repeats.beforeApplicationShutdown();
    expect(kept.rows.slice(2)).toEqual([{ action: 'refused', detail: { resource: 'accounts', times: 999 } }]);
  });

  it('costs no more than its bound, however many kinds there are', async () => {
    const { kept, repeats } = make();
    for (let n = 0; n < 20_000; n++) await repeats.refused(null, { n });
    await repeats.beforeApplicationShutdown();
    expect(kept.rows.length).toBeLessThan(5_002);
    expect(kept.rows.at(-1)).toEqual({ action: 'refused', detail: { others: true, times: 15_000 } });
  });

  it('waits for the database where it has happened, and says no where it has not', async () => {
    const { kept, repeats } = make();
    kept.isAway = true;
    await repeats.refused('a', {});
    await repeats.happened('changed', 'a', { id: 'e1' });
    await expect(repeats.note('link-opened', null, { linkRef: 'x' }, 1000)).rejects.toThrow('away');
    kept.isAway = false;
    await repeats.beforeApplicationShutdown();
    expect(kept.rows.map(({ action }) => action)).toEqual(['refused', 'changed']);
  });

  it('[AUD-4] shows nothing to whoever asks while the first is being written, where that cannot be', async () => {
    const { kept, repeats } = make();
    kept.isAway = true;
    const asked = [1, 2, 3].map(() => repeats.note('link-opened', null, { linkRef: 'x' }, 1000));
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await repeats.beforeApplicationShutdown();
  });

  it('[AUD-1] has every look on record, whoever is refused in thousands meanwhile, and however many look', async () => {
    const { kept, repeats } = make();
    for (let n = 0; n < 6_000; n++) await repeats.refused(null, { n });
    for (let n = 0; n < 50_010; n++) await repeats.note('link-followed', null, { linkRef: n }, 1000);
    await repeats.beforeApplicationShutdown();
    expect(kept.rows.filter(({ action }) => action === 'link-followed')).toHaveLength(50_010);
  });

  it('[AUD-4] has the moment at which something happened on record, not the one at which it could be written', async () => {
    const { kept, repeats } = make();
    kept.isAway = true;
    const before = Date.now();
    await repeats.happened('changed', 'a', { id: 'e1' });
    const after = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 20));
    kept.isAway = false;
    await repeats.beforeApplicationShutdown();
    const [at] = kept.moments.map((moment) => moment?.getTime() ?? 0);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(after);
  });
});
