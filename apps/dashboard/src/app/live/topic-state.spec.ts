import type { TopicValue } from '@sightline/contracts';
import { TopicState, addressOf } from './topic-state';

const metric = (name: string, value = 0): TopicValue<'wallboard'> => ({ name, label: name, value, unit: 'calls', formula: 'counted', asOf: '2026-11-10T08:24:17Z' });
const delta = (seq: number, changes: { key: string; value: TopicValue<'wallboard'> | null }[], epoch = 'e1') => ({ epoch, seq, changes });

describe('TopicState', () => {
  const start = (): TopicState<'wallboard'> => {
    const state = new TopicState<'wallboard'>();
    state.reset({ a: metric('a'), b: metric('b') }, { epoch: 'e1', seq: 4 });
    return state;
  };

  it('[LIVE-C1] replaces everything with a snapshot and changes only what a delta names', () => {
    const state = start();
    expect(state.apply(delta(5, [{ key: 'a', value: metric('a', 7) }, { key: 'b', value: null }, { key: 'c', value: metric('c') }]))).toBe('applied');
    expect([...state.items.keys()]).toEqual(['a', 'c']);
    expect(state.items.get('a')).toEqual(metric('a', 7));
    state.reset({ z: metric('z') }, { epoch: 'e2', seq: 0 });
    expect([...state.items.keys()]).toEqual(['z']);
  });

  it('[LIVE-C2] changes nothing for a delta that it has had', () => {
    const state = start();
    expect(state.apply(delta(4, [{ key: 'a', value: null }]))).toBe('known');
    expect(state.items.has('a')).toBe(true);
  });

  it.each([
    ['a gap in seq', delta(6, [{ key: 'a', value: null }])],
    ['another epoch', delta(5, [{ key: 'a', value: null }], 'e2')],
  ])('[LIVE-C3] says so at %s and applies nothing', (_name, message) => {
    const state = start();
    expect(state.apply(message)).toBe('gap');
    expect(state.items.has('a')).toBe(true);
    expect(state.place).toEqual({ epoch: 'e1', seq: 4 });
  });

  it('[LIVE-C5] knows when a heartbeat is ahead of it', () => {
    const state = start();
    expect(state.isBehind({ epoch: 'e1', seq: 4 })).toBe(false);
    expect(state.isBehind({ epoch: 'e1', seq: 5 })).toBe(true);
    expect(state.isBehind({ epoch: 'e2', seq: 1 })).toBe(true);
  });
});

describe('addressOf', () => {
  it('does not depend on the order of parameters', () => {
    expect(addressOf('run', { b: 1, a: 'x' })).toBe(addressOf('run', { a: 'x', b: 1 }));
    expect(addressOf('fleet', {})).toBe('fleet');
  });
});
