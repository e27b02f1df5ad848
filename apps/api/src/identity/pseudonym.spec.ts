import { describe, expect, it } from '@jest/globals';
import { pseudonymOf } from './pseudonym.js';

describe('pseudonyms', () => {
  it('[ACC-8] are the same for the same ref, another for another ref, kind or key, and short enough to read', () => {
    const one = pseudonymOf('key', 'child', 'P-1001');
    expect(one).toMatch(/^child-[0-9A-HJKMNP-TV-Z]{12}$/);
    expect(pseudonymOf('key', 'child', 'P-1001')).toBe(one);
    const others = [pseudonymOf('key', 'child', 'P-1002'), pseudonymOf('key', 'guardian', 'P-1001'), pseudonymOf('other', 'child', 'P-1001')];
    expect(new Set([one, ...others].map((name) => name.split('-')[1])).size).toBe(4);
  });

  it('[ACC-8] of a hundred thousand children no two share one', () => {
    const all = new Set(Array.from({ length: 100_000 }, (_, child) => pseudonymOf('key', 'child', `P-${child}`)));
    expect(all.size).toBe(100_000);
  });
});
