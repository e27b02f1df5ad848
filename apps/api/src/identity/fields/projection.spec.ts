import { describe, expect, it } from '@jest/globals';
import { projection } from './projection.js';
import type { Treatment } from './projection.js';

const of = (rows: Record<string, Treatment>, value: unknown): unknown => projection(new Map(Object.entries(rows)))(value);

describe('projections', () => {
  it('[ACC-1] leave what a row grants and drop what no row names, in objects, lists and records', () => {
    const value = { a: 1, b: { c: 'c', d: 'd' }, list: [{ x: 1, y: 2 }, { x: 3, z: 4 }], by: { one: { n: 1, m: 2 } }, extra: { deep: [1] } };
    const before = structuredClone(value);
    expect(of({ a: 'see', 'b.c': 'see', 'list.x': 'see', 'by.*.n': 'see' }, value)).toEqual({ a: 1, b: { c: 'c' }, list: [{ x: 1 }, { x: 3 }], by: { one: { n: 1 } } });
    expect(value).toEqual(before);
  });

  it('[ACC-1] drop an object where a plain value was granted, and a plain value where fields were', () => {
    expect(of({ words: 'see', 'run.ref': 'see' }, { words: { name: 'Wren' }, run: 'all of it' })).toEqual({ words: {} });
    expect(of({ 'run.ref': 'see' }, ['Wren', null, { ref: 1 }])).toEqual([null, {}]);
  });

  it('[ACC-5] leave out whole what nothing is granted of: not even how many there are is told', () => {
    expect(of({ ref: 'see', 'children.initials': 'not', 'children.needs': 'not' }, { ref: 'R', children: [{ initials: 'WE', needs: [] }, { initials: 'RO', needs: [] }] })).toEqual({ ref: 'R' });
  });

  it('[ACC-7] put a mask in the place of a value, in lists as well, and keep that there is none', () => {
    const dots = (): string => '••';
    expect(of({ 'items.initials': dots }, { items: [{ initials: ['WE', 'RO'] }, { initials: null }, {}] })).toEqual({ items: [{ initials: ['••', '••'] }, { initials: null }, {}] });
  });

  it('grant whatever is below `**`, beside fields of the same record that have rows of their own', () => {
    expect(of({ 'items.*.**': 'see', 'items.title': 'see', 'items.measures.value': 'see' }, { items: [{ title: 't', other: { a: [1] }, measures: 'in words' }] })).toEqual({
      items: [{ title: 't', other: { a: [1] }, measures: 'in words' }],
    });
  });

  it('take `__proto__` for a name like any other', () => {
    const value = JSON.parse('{ "counts": { "__proto__": 1, "a": 2 } }') as unknown;
    expect(JSON.stringify(of({ 'counts.*': 'see' }, value))).toBe('{"counts":{"__proto__":1,"a":2}}');
    expect(JSON.stringify(of({ a: 'see' }, JSON.parse('{ "__proto__": { "a": 1 }, "constructor": 1 }')))).toBe('{}');
  });
});
