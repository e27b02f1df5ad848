import { EditingMemory } from './editing.memory.js';

const ann = { sessionId: 's1', username: 'ann', role: 'office' };
const ben = { sessionId: 's2', username: 'ben', role: 'office' };
const at = (seconds: number): number => Date.UTC(2026, 9, 14, 14, 2, seconds);

describe('who has what open for editing', () => {
  it('[PROG-48] tells of it once, keeps the time it began, and forgets it 30 s after the last word', () => {
    const memory = new EditingMemory();
    expect(memory.beat('item', 'A1.2', 'page-one', ann, at(0))).toEqual([{ key: 'item:A1.2:page-one', value: { kind: 'item', ref: 'A1.2', editor: 'page-one', username: 'ann', role: 'office', since: '2026-10-14T14:02:00.000Z' } }]);
    expect(memory.beat('item', 'A1.2', 'page-one', ann, at(20))).toEqual([]);
    expect(memory.expire(at(49))).toEqual([]);
    expect(memory.entries()['item:A1.2:page-one']?.since).toBe('2026-10-14T14:02:00.000Z');
    expect(memory.expire(at(50))).toEqual([{ key: 'item:A1.2:page-one', value: null }]);
  });

  it('[PROG-48] closes what is its own and nothing else, and everything of a session that is gone', () => {
    const memory = new EditingMemory();
    memory.beat('item', 'A1.2', 'page-one', ann, at(0));
    memory.beat('risk', 'R1', 'page-two', ben, at(0));
    expect(memory.close('item', 'A1.2', 'page-one', ben.sessionId)).toEqual([]);
    expect(memory.beat('item', 'A1.2', 'page-one', ben, at(5))).toEqual([]);
    expect(memory.departed(ben.sessionId)).toEqual([{ key: 'risk:R1:page-two', value: null }]);
    expect(Object.keys(memory.entries())).toEqual(['item:A1.2:page-one']);
  });

  it('holds a bounded number for a session', () => {
    const memory = new EditingMemory();
    for (let number = 0; number < 100; number++) memory.beat('item', `A${number}`, 'page-one', ann, at(0));
    expect(Object.keys(memory.entries())).toHaveLength(20);
    expect(Object.keys(memory.entries()).at(-1)).toBe('item:A99:page-one');
  });
});
