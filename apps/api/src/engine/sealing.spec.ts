import { Sealing } from './sealing.js';

const sealing = new Sealing('a key of the tests');
const guardian = { guardianRef: 'g1', passengerRefs: ['p1'], relationship: 'mother', telephones: [], messages: 'none' as const, password: 'Buttercup' };
const event = { source: 's', id: '1', type: 'guardian.upserted' as const, data: guardian, receivedAt: 0 };

describe('sealing', () => {
  it('[CALL-23] leaves nothing of a password in an event, and knows it again however it is said', () => {
    const { password } = sealing.event(event).data;
    expect(password).toMatch(/^sealed:[\w-]{43}$/);
    expect(JSON.stringify(sealing.event(event)).toLowerCase()).not.toContain('buttercup');
    expect(sealing.isSame('guardian:g1', ' BUTTER cup', password)).toBe(true);
    expect(sealing.isSame('guardian:g1', 'buttercups', password)).toBe(false);
  });

  it('[CALL-23] seals the same once, so that the same record again changes nothing', () => {
    const once = sealing.event(event);
    expect(sealing.event(once)).toEqual(once);
    expect(sealing.event(event)).toEqual(once);
  });

  it('[CALL-23] two families with one password do not look alike, nor does another house’s key open it', () => {
    const { password } = sealing.event(event).data;
    expect(sealing.event({ ...event, data: { ...guardian, guardianRef: 'g2' } }).data.password).not.toBe(password);
    expect(sealing.isSame('guardian:g2', 'Buttercup', password)).toBe(false);
    expect(new Sealing('another key').isSame('guardian:g1', 'Buttercup', password)).toBe(false);
  });

  it('[CALL-23] touches nothing else', () => {
    const other = { source: 's', id: '2', type: 'run.reinstated' as const, data: { runRef: 'r' }, receivedAt: 0 };
    expect(sealing.event(other)).toBe(other);
    const { password: _, ...without } = guardian;
    expect(sealing.data('guardian.upserted', without)).toBe(without);
  });
});
