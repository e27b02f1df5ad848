import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ProgrammeEntry, ProgrammeView } from '@sightline/contracts';
import { event } from '../fixtures/events.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const item = (itemRef: string, kind: 'workstream' | 'project' | 'action', parentRef?: string, more: object = {}) =>
  event('programme.item-upserted', { itemRef, kind, title: `The item ${itemRef}`, leadRole: 'Head of service', dueDate: '2027-03-31', ...(parentRef && { parentRef }), ...more });

describe('what stands beside the plan: risks, recommendations, milestones and decisions', () => {
  let sightline: Sightline;
  let board: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    board = await signIn(sightline, 'board');
  });
  after(() => sightline.stop());

  const accept = async (...events: readonly object[]): Promise<void> => {
    const { status, body } = await send(sightline, events);
    assert.deepEqual([status, body.rejected], [200, []]);
  };
  const read = (): Promise<ProgrammeView> => board.get<ProgrammeView>('/api/programme');

  it('[PROG-10] shows them on an open page, with a version that changes only when what is told does', async () => {
    await accept(item('A', 'workstream'), item('A1', 'project', 'A'), item('A1.1', 'action', 'A1'), event('programme.assessed', { itemRef: 'A1.1', period: '2026-09', rating: 'amber', assessedByRole: 'Head of service', assessedOn: '2026-09-28' }));
    const client = new LiveClient(sightline.url, board.cookie);
    assert.equal(await client.connect(), undefined);
    const { state } = await client.follow('programme');
    const risk = () => (state.items.get('risk:R1') as Extract<ProgrammeEntry, { entry: 'risk' }> | undefined)?.risk;
    const told = (description: string, id: string) => event('programme.risk-upserted', { riskRef: 'R1', description, scoreBefore: 20, scoreAfter: 12 }, { id });
    await accept(told('Too few drivers', 'first'));
    await client.until(() => risk()?.version === 'first', 'the risk is there');
    await accept(told('Too few drivers', 'again'), event('programme.milestone-upserted', { milestoneRef: 'MS1', itemRef: 'A1', title: 'Letters sent', dueDate: '2026-10-01' }), event('programme.decision-upserted', { decisionRef: 'D1', title: 'Buy or hire', dueDate: '2026-10-02' }));
    await client.until(() => state.items.has('milestone:MS1') && state.items.has('decision:D1') && state.items.has('scheme:Scrutiny'), 'the others are there');
    assert.equal(risk()?.version, 'first');
    await accept(told('Too few licensed drivers', 'anew'));
    await client.until(() => risk()?.version === 'anew', 'the risk was told anew');
    client.close();
  });

  it('[PROG-10] keeps them with their history over a crash', async () => {
    await accept(event('programme.milestone-upserted', { milestoneRef: 'MS1', itemRef: 'A1', title: 'Letters sent', dueDate: '2026-11-15' }));
    const was = await read();
    assert.equal(was.milestones[0]?.slippedDays, 45);
    await sightline.kill9();
    sightline = await sightline.restart();
    board = await signIn(sightline, 'board');
    const { asOf: _, ...now } = await read();
    const { asOf: __, ...then } = was;
    assert.deepEqual(now, then);
  });
});
