import { migrations } from './index.js';

describe('the migrations', () => {
  it('run in the order in which they stand, by the rule that TypeORM orders them by', () => {
    const moments = migrations.map((Migration) => Number.parseInt(new Migration().name?.slice(-13) ?? '', 10));
    expect(moments).toEqual([...new Set(moments)].sort((a, b) => a - b));
  });
});
