import { Conversations } from './conversations.js';

const said = (contactRef: string, more: object = {}) => ({ contactRef, passengerRef: 'p', reason: 'Where is the bus', ...more });

describe('[CALL-60] conversations', () => {
  it('take what is logged twice in one call as one contact, and a call of the next day as another', () => {
    const held = new Conversations();
    expect(held.add(said('1', { callRef: 'call-1' }))).toBe(true);
    expect(held.add(said('2', { callRef: 'call-1' }))).toBe(false);
    expect(held.add(said('3', { callRef: 'call-2' }))).toBe(true);
    expect(held.add(said('4', { callRef: 'call-2', reason: 'Something else' }))).toBe(true);
  });

  it('know a conversation by its look-up where the telephone says nothing, and by nothing else', () => {
    const held = new Conversations();
    expect([said('1', { lookUpRef: 'l' }), said('2', { lookUpRef: 'l' }), said('3'), said('4')].map((each) => held.add(each))).toEqual([true, false, true, true]);
  });

  it('keep a draft to themselves until it is taken', () => {
    const held = new Conversations();
    const draft = new Conversations(held);
    draft.add(said('1', { callRef: 'c' }));
    expect([draft.has('1'), held.has('1')]).toEqual([true, false]);
    held.take(draft);
    expect(held.has('1')).toBe(true);
    expect(new Conversations(held).add(said('2', { callRef: 'c' }))).toBe(false);
  });
});
