import { callOutcomes } from '@sightline/contracts';
import { anythingElse, complaintReason, followUps, whereIsTheBus } from './logging.js';
import type { LoggedCall } from './logging.js';

const call = (more: Partial<LoggedCall>): LoggedCall => ({ contactRef: 'C', outcome: 'told', caseRef: 'K', adviserRef: 'ann', at: '2026-11-10T15:38:20Z', today: '2026-11-10', runRef: 'R', run: { runRef: 'R', state: 'running', conditions: [] }, ...more });

describe('[CALL-61] what follows from logging a call', () => {
  it('is the contact alone, unless something was promised', () => {
    expect(followUps(call({ told: 'Route 412 …', words: 'calm' }))).toEqual([
      { type: 'contact.logged', id: 'C', data: { contactRef: 'C', reason: whereIsTheBus, outcome: 'Told the answer', adviserRef: 'ann', at: '2026-11-10T15:38:20Z', runRef: 'R', told: 'Route 412 …', words: 'calm' } },
    ]);
  });

  it('is a case with the contact attached, of a complaint and of a call-back', () => {
    const [contact, opened] = followUps(call({ outcome: 'complaint', passengerRef: 'P', run: { runRef: 'R', state: 'running', conditions: [{ condition: 'late', since: '' }] } }));
    expect(contact).toMatchObject({ type: 'contact.logged', data: { caseRef: 'K', passengerRef: 'P' } });
    expect(opened).toEqual({ type: 'case.opened', id: 'C:case', data: { caseRef: 'K', caseType: 'complaint', stage: '1', channel: 'contact-centre', serviceArea: 'Home to School Transport', receivedDate: '2026-11-10', reason: 'Late bus', subjectRef: 'P', contactRef: 'C' } });
    expect(followUps(call({ outcome: 'call-back' }))[1]).toMatchObject({ type: 'case.opened', data: { caseType: 'call-back', contactRef: 'C' } });
  });

  it('is a note on the run and on each of its open alerts for the control room', () => {
    const notes = followUps(call({ outcome: 'control-room', words: 'The bus drove past the stop.', told: 'Route 412 …', openAlerts: ['R:late'] })).slice(1);
    expect(notes).toMatchObject([{ type: 'note.added', data: { runRef: 'R' } }, { type: 'note.added', data: { runRef: 'R', alertRef: 'R:late' } }]);
    expect(notes[0]?.data).toMatchObject({ words: 'From the contact centre: The bus drove past the stop. Told so far: “Route 412 …”' });
  });

  it('has the same ids each time that it is sent', () => {
    for (const outcome of callOutcomes) {
      const ids = (): string[] => followUps(call({ outcome, openAlerts: ['a', 'b'] })).map(({ id }) => id);
      expect(ids()).toEqual(ids());
      expect(new Set(ids()).size).toBe(ids().length);
    }
  });

  it('of a call about no run and no child is logged as something else', () => {
    const [contact, ...more] = followUps(call({ outcome: 'control-room', runRef: undefined, run: undefined }));
    expect(contact?.data).toMatchObject({ reason: anythingElse });
    expect(more).toEqual([]);
  });

  it('keeps the words of the caller out of the case', () => {
    expect(JSON.stringify(followUps(call({ outcome: 'complaint', words: 'Ana was left in the rain' }))[1])).not.toContain('Ana');
  });
});

describe('why a complaint was made', () => {
  it.each([
    ['cancelled', [], 'Bus cancelled'],
    ['scheduled', ['not-started'], 'Bus not started'],
    ['running', ['late', 'no-guide'], 'No guide'],
    ['completed', [], 'School transport'],
  ] as const)('of a %s run with %j', (state, conditions, reason) => {
    expect(complaintReason({ runRef: 'R', state, conditions: conditions.map((condition) => ({ condition, since: '' })) })).toBe(reason);
  });
});
