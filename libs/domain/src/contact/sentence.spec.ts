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
