import { busPageWords } from './bus-page-words.js';
import { askedOf, runDetailOf } from './run-detail.fixture.js';
import { answerSentence } from './sentence.js';

describe('[CALL-40] the sentence that is read aloud', () => {
  it('is the one of the contact centre’s design', () => {
    const run = runDetailOf();
    const { sentence, ageSentence, parts } = answerSentence(run, askedOf(run));
    expect(sentence).toBe('Route 412 left Beechwood School at 15:18 and is two stops away; we expect it at your stop between 15:44 and 15:49, about 6 minutes late.');
    expect(ageSentence).toBe('That is from its position 9 seconds ago.');
    expect(parts.filter((part) => part.strong).map(({ text }) => text)).toEqual(['15:18', 'two stops away', '15:44 and 15:49', '6 minutes late']);
  });
});

describe('[CALL-46] the words of the family’s page', () => {
  it('say the same at the kerb', () => {
    const run = runDetailOf({ confidence: { inTen: 8, compared: 200, of: 'route' } });
    const words = busPageWords(run, askedOf(run));
    expect(words.headline).toBe('Your bus is two stops away, about 6 minutes late.');
    expect(words.estimate).toMatchObject({ label: 'At your stop between', note: 'Fairly sure: 8 in 10 of these are right.', mayBeWrong: false });
    expect(words.whatToDo.map(({ text }) => text).join('')).toBe('Be at your stop by 15:43.');
  });
});
