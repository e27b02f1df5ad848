import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventSchemas } from '@sightline/contracts';
import { Programme } from './programme.ts';
import { ratingPaths, tally } from './ratings.ts';

describe('the invented improvement plan', () => {
  const now = Date.parse('2026-11-21T01:00:00Z');
  const told = new Programme(1).opening(now);
  // As they were described last.
  const items = [...new Map(told.flatMap((event) => (event.type === 'programme.item-upserted' ? [[event.data.itemRef, event.data] as const] : []))).values()];

  it('has 5 workstreams, 34 projects and 299 actions', () => {
    const count = (kind: string): number => items.filter((item) => item.kind === kind).length;
    assert.deepEqual([count('workstream'), count('project'), count('action')], [5, 34, 299]);
    const under = (ref: string): number => items.filter((item) => item.kind === 'project' && item.parentRef === ref).length;
    assert.deepEqual(['A', 'B', 'C', 'D', 'E'].map(under), [13, 7, 5, 7, 2]);
    assert.equal(items.filter((item) => item.kind === 'action' && item.ledBy !== undefined).length, 36 + 33);
    assert.equal(items.filter((item) => item.kind === 'project' && item.ledBy !== undefined).length, 5 + 7);
  });

  for (const seed of [1, 2, 77]) {
    it(`shows the board's figures in the newest period and the one before, with seed ${seed}`, () => {
      const paths = ratingPaths(seed);
      assert.deepEqual(tally(paths, 6, 'action'), { blue: 49, green: 48, amber: 114, red: 2, grey: 17 });
      assert.deepEqual(tally(paths, 5, 'action'), { blue: 45, green: 51, amber: 116, red: 1, grey: 17 });
      assert.deepEqual(tally(paths, 6, 'project'), { blue: 0, green: 3, amber: 19, red: 0, grey: 0 });
    });
  }

  it('is Blue only after two periods of Green, but for the one that it is meant to be caught by', () => {
    for (const [ref, path] of ratingPaths(1)) {
      const since = path.indexOf('blue');
      if (since >= 0 && ref !== 'B5.1') assert.deepEqual([path[since - 2], path[since - 1]], ['green', 'green'], ref);
    }
  });

  it('gives every Red words and a path to green', () => {
    for (const event of told) {
      if (event.type === 'programme.assessed' && event.data.rating === 'red') assert.ok(event.data.commentary !== undefined && event.data.pathToGreen !== undefined);
    }
  });

  it('has no start in the past for what is Grey, and a lead and a date for everything', () => {
    const grey = new Set(told.flatMap((event) => (event.type === 'programme.assessed' && event.data.period === '2026-09' && event.data.rating === 'grey' ? [event.data.itemRef] : [])));
    assert.equal(grey.size, 17);
    for (const item of items) {
      assert.ok(item.leadRole !== undefined && item.dueDate !== undefined && item.startDate !== undefined && item.startDate < item.dueDate, item.itemRef);
      if (grey.has(item.itemRef)) assert.ok(item.startDate > '2026-12-31');
    }
  });

  it('has risks, recommendations and dates that moved over the periods, and one category against its own key', () => {
    const count = (type: string): number => told.filter((event) => event.type === type).length;
    assert.ok(count('programme.risk-upserted') > 40 && count('programme.recommendation-upserted') > 20);
    const dues = new Map<string, Set<string>>();
    for (const event of told) if (event.type === 'programme.milestone-upserted') dues.set(event.data.milestoneRef, (dues.get(event.data.milestoneRef) ?? new Set()).add(event.data.dueDate));
    assert.equal([...dues.values()].filter((dates) => dates.size > 1).length, 4);
    const labels = told.flatMap((event) => (event.type === 'programme.recommendation-upserted' && event.data.category?.code === '2' ? [event.data.category.label] : []));
    assert.deepEqual([...new Set(labels)].sort(), ['Achieved (Late)', 'Not achieved (obstacle)']);
  });

  it('speaks the contracts', () => {
    for (const event of told) assert.ok(eventSchemas[event.type].safeParse(event.data).success, JSON.stringify(event));
  });
});
