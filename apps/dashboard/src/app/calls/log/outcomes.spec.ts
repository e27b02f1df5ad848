import { callOutcomes } from '@sightline/contracts';
import { doneWords, outcomeOfKey } from './outcomes';

const reply = { contactRef: 'c', at: '2026-11-10T15:38:20Z' };

describe('logging by key', () => {
  it('takes 1 to 5 in the order of the buttons, and nothing else', () => {
    expect(['1', '2', '3', '4', '5'].map(outcomeOfKey)).toEqual([...callOutcomes]);
    expect(['0', '6', '12', 'a', 'Enter', ''].map(outcomeOfKey)).toEqual([null, null, null, null, null, null]);
  });

  it('says what was opened and when it is due', () => {
    expect(doneWords('complaint', { ...reply, caseRef: 'CMP-1', dueDate: '2026-11-17' }, (civil) => civil)).toBe(': complaint CMP-1 is open, due 2026-11-17. Give the caller this reference.');
    expect(doneWords('told', reply, String)).toBe('. Ready for the next caller.');
  });
});
