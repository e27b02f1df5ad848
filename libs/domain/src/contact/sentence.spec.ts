import { answerTo, examples } from './answers.fixture.js';
import { answerRows } from './answer-rows.js';
import { busPageWords, busPages } from './bus-page-words.js';
import { askedOf, runDetailOf } from './run-detail.fixture.js';
import { gradeOf, hardWords, longestSentence } from './reading-age.fixture.js';
import { textOf } from './spoken.js';

/** Names, which are nobody's to choose. */
const names = ['Beechwood School', 'Mill Pool', 'Park Gate', 'Tanner’s Row', 'Wharf Street', 'Thursday', 'November', '412'];
const kinds = answerRows.map(({ kind }) => kind);

describe('[CALL-40] the sentence that is read aloud', () => {
  it.each(examples.map((example) => [example.name, example] as const))('%s', (_, example) => {
    const { answer } = answerTo(example);
    expect([answer.sentence, answer.ageSentence, answer.kind]).toEqual([example.sentence, example.age, example.kind]);
    expect(textOf(answer.parts)).toBe(answer.sentence);
  });

  it('has an example of every row, and a page for every row', () => {
    expect([...new Set(examples.map(({ kind }) => kind))].sort()).toEqual([...kinds].sort());
    expect(Object.keys(busPages).sort()).toEqual([...kinds].sort());
    expect(examples.length).toBeGreaterThanOrEqual(60);
  });

  it('makes the facts stand out that a caller waits for', () => {
    const { answer } = answerTo({ run: {} });
    expect(answer.parts.filter((part) => part.strong).map(({ text }) => text)).toEqual(['15:18', 'two stops away', '15:44 and 15:49', '6 minutes late']);
  });
});

describe('[CALL-44] what a caller is not told', () => {
  it.each(['wrong-school', 'unaccounted', 'overlong', 'no-guide'] as const)('%s is in no sentence on the way, and the adviser knows what to do', (condition) => {
    const { answer } = answerTo({ run: { conditions: [condition] } });
    expect(`${answer.sentence} ${answer.ageSentence}`).not.toMatch(/wrong|missing|unaccounted|guide|long|safe/i);
    expect(answer.aside).toBeDefined();
  });

  it('nor does the family’s page say it', () => {
    for (const condition of ['wrong-school', 'unaccounted'] as const) {
      const run = runDetailOf({ conditions: [condition] });
      const words = busPageWords(run, askedOf(run));
      expect([words.headline, textOf(words.detail), textOf(words.whatToDo)].join(' ')).toBe('Please ring us about your bus.  Ring us now. We will help you at once.');
    }
  });

  it('why, where that is an illness, an accident or the police', () => {
    for (const cause of ['driver sick', 'accident on the Middle Ring', 'police incident', 'the driver has had a row with his wife']) {
      const { answer } = answerTo({ run: { state: 'cancelled', cancellation: { cause, message: cause, at: '2026-11-10T15:02:00Z' } } });
      expect(answer.sentence).not.toContain('because');
      expect(answer.sentence).not.toContain(cause);
    }
  });
});

const moments = Array.from({ length: 120 }, (_, step) => `${String(14 + Math.floor((30 + step) / 60)).padStart(2, '0')}:${String((30 + step) % 60).padStart(2, '0')}`);

describe('properties of every answer, at every minute of two hours', () => {
  const all = examples.flatMap((example) => moments.map((clock) => ({ example, clock, ...answerTo({ run: example.run, asked: { ...example.asked, clock } }) })));

  it('[CALL-42] no time is given of a bus that is lost or was never seen on its way', () => {
    for (const { answer, example } of all) {
      const { state } = runDetailOf(example.run);
      if (state !== 'running' || (answer.age !== 'lost' && answer.age !== 'unknown')) continue;
      expect(answer.window).toBeUndefined();
      expect(answer.sentence).not.toMatch(/expect|may be at/);
    }
  });

  it('[CALL-42] from two minutes on a time may be wrong, and is said to be', () => {
    for (const { answer } of all) if (answer.age === 'stale' && answer.kind === 'last-seen' && answer.window !== undefined) expect(answer.sentence).toContain('may be wrong');
  });

  it('[CALL-43] no window begins before now, none is a point, and none is said where none is given', () => {
    for (const { answer, asked } of all) {
      const windows = [...answer.sentence.matchAll(/between (\d\d:\d\d) and (\d\d:\d\d)/g)];
      expect(windows.length).toBeLessThanOrEqual(answer.window === undefined ? 0 : 1);
      for (const [, from = '', until = ''] of windows) {
        expect(from >= asked.time(new Date(asked.now).toISOString())).toBe(true);
        expect(until > from).toBe(true);
      }
    }
  });

  it('[CALL-45] the same is said to the same question', () => {
    for (const { example, clock, answer } of all) expect(answerTo({ run: example.run, asked: { ...example.asked, clock } }).answer).toEqual(answer);
  });

  it('[CALL-40] every answer is whole sentences, each thing said once', () => {
    for (const { answer } of all) {
      expect(answer.sentence).toMatch(/^[A-Z].*\.$/);
      expect(answer.sentence).not.toMatch(/undefined|NaN|Invalid| {2}|\.\.|, \./);
    }
  });
});

describe('[CALL-41] plain English, at reading age nine', () => {
  it.each(examples.map(({ name, sentence, age }) => [name, `${sentence} ${age}`] as const))('%s', (_, words) => {
    expect(gradeOf(words, names)).toBeLessThanOrEqual(5);
    expect(hardWords(words, names)).toEqual([]);
    expect(longestSentence(words, names)).toBeLessThanOrEqual(24);
  });

  it('so is every word of the family’s page', () => {
    for (const example of examples) {
      const run = runDetailOf(example.run);
      const { headline, badge, detail, estimate, whatToDo } = busPageWords(run, askedOf(run, example.asked));
      const words = [badge === '' ? '' : `${badge}.`, headline, textOf(detail), estimate === null ? '' : estimate.note, textOf(whatToDo)].filter((part) => part !== '').join(' ');
      expect([example.name, hardWords(words, names)]).toEqual([example.name, []]);
      expect(gradeOf(words, names)).toBeLessThanOrEqual(5);
    }
  });
});

describe('[CALL-46] the words of the family’s page', () => {
  it('say the same at the kerb', () => {
    const run = runDetailOf({ confidence: { inTen: 6, compared: 200, windowsInside: 162, of: 'route' } });
    const words = busPageWords(run, askedOf(run));
    expect(words.headline).toBe('Your bus is two stops away, about 6 minutes late.');
    expect(words.badge).toBe('Last seen 9 seconds ago');
    expect(words.estimate).toMatchObject({ label: 'At your stop between', note: 'Fairly sure: 8 in 10 of these are right.', mayBeWrong: false });
    expect(textOf(words.whatToDo)).toBe('Be at your stop by 15:43.');
  });

  it('say how long the bus has been quiet, until when to wait, and that the time may be wrong', () => {
    const run = runDetailOf({ seen: '15:29:10' });
    const words = busPageWords(run, askedOf(run));
    expect([words.headline, textOf(words.detail), words.badge]).toEqual(['We have not heard from the bus for 9 minutes.', 'It was last seen at 15:29.', 'Out of date']);
    expect(words.estimate).toMatchObject({ label: 'May be wrong', note: 'From where it was at 15:29.', mayBeWrong: true });
    expect(textOf(words.whatToDo)).toBe('Wait at your stop as usual from 15:40. If the bus has not come by 15:55, ring us.');
  });

  it('give no time where the adviser’s sentence gives none, and ask to be rung where it puts through', () => {
    for (const example of examples) {
      const { answer, asked } = answerTo(example);
      const words = busPageWords(runDetailOf(example.run), asked);
      expect([example.name, words.estimate === null]).toEqual([example.name, answer.window === undefined]);
      expect([example.name, words.tone === 'ring']).toEqual([example.name, answer.sentence.includes('put you through')]);
    }
  });
});
