import type { Told } from '../transport.fixture.js';
import { scheduled, start } from '../transport.fixture.js';
import { closureMessages, kindOf, messageDrafts } from './messages.js';

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);
const words = (told: Told, kind: string, audience: string): string | undefined =>
  messageDrafts(told.run(), { clock, schoolName: 'Beechwood School', expected: { earliest: start + 600_000, latest: start + 900_000 } }).find((draft) => draft.kind === kind && draft.audience === audience)?.words;

describe('messages about a run', () => {
  it('[TOLD-1] are kept once, and families count as told until there is news', () => {
    const told = scheduled();
    const say = (messageRef: string, audience: 'families' | 'school', after: number): void => void told.tell('message.sent', { messageRef, runRef: 'run', audience, words: 'The bus is late.' }, after);
    say('a', 'school', 1);
    expect(told.run().toldAt).toBeUndefined();
    say('b', 'families', 2);
    say('b', 'families', 9);
    expect(told.run().toldAt).toBe(start + 2000);
    expect(told.run().messages.map(({ messageRef }) => messageRef)).toEqual(['a', 'b']);
    told.tell('run.cancelled', { runRef: 'run', cause: 'defect' }, 10);
    expect(told.run().toldAt).toBeUndefined();
    say('c', 'families', 11);
    told.tell('run.cancelled', { runRef: 'run', cause: 'defect', message: 'again' }, 12);
    expect(told.run().toldAt).toBe(start + 11_000);
    told.tell('run.reinstated', { runRef: 'run' }, 13);
    expect(told.run().toldAt).toBeUndefined();
  });

  it('[TOLD-1] a note is kept beside them and tells nobody', () => {
    const told = scheduled();
    told.tellAs('note.added', { noteRef: 'n', runRef: 'run', words: 'Clear road' }, { username: 'control' });
    expect(told.run().messages).toEqual([{ messageRef: 'n', at: start, by: 'control', audience: 'note', words: 'Clear road' }]);
    expect(told.run().toldAt).toBeUndefined();
  });

  it('are drafted from the run: which, how late, why, and when it comes', () => {
    const told = scheduled();
    told.tell('run.delayed', { runRef: 'run', minutes: 12, cause: 'Roadworks' });
    expect(kindOf(told.run())).toBe('late');
    expect(words(told, 'late', 'families')).toBe('Route route, to Beechwood School, is about 12 minutes late because of roadworks. It should be at school between 08:40 and 08:45. There is no need to ring us: we will write again if this changes.');
    told.tell('run.cancelled', { runRef: 'run', cause: 'Vehicle fault' });
    expect(kindOf(told.run())).toBe('cancelled');
    expect(words(told, 'cancelled', 'families')).toMatch(/does not run today: vehicle fault\. We are arranging other transport/);
    told.tell('run.covered', { runRef: 'run', how: 'taxi' });
    expect(words(told, 'cancelled', 'families')).toMatch(/Other transport is arranged for your child/);
    told.tell('message.sent', { messageRef: 'a', runRef: 'run', audience: 'families', words: words(told, 'cancelled', 'families') ?? '' });
    told.tell('run.reinstated', { runRef: 'run' });
    told.tell('run.delayed', { runRef: 'run', minutes: 0, cause: 'over' });
    expect(kindOf(told.run())).toBe('resumed');
  });

  it('never say that children wait at school or at a stop who may be aboard', () => {
    const told = scheduled({ direction: 'from-school' });
    told.tell('run.cancelled', { runRef: 'run', cause: 'Defect' });
    expect(words(told, 'cancelled', 'families')).toMatch(/Your child stays at school until then/);
    const started = scheduled({ direction: 'from-school' });
    started.tell('run.started', { runRef: 'run', at: new Date(start).toISOString() });
    started.tell('run.cancelled', { runRef: 'run', cause: 'Defect' });
    expect(words(started, 'cancelled', 'families')).toMatch(/children who are aboard are looked after there/);
  });

  it('are drafted for a school that closes, to families, the school and the operator', () => {
    expect(closureMessages('Beechwood School', 'No heating', undefined).map(({ audience }) => audience)).toEqual(['families', 'school', 'operator']);
    expect(closureMessages('Beechwood School', 'Snow', '13:00')[0]?.words).toBe('Beechwood School closes at 13:00 today: snow. Transport home leaves earlier by as much.');
  });
});
