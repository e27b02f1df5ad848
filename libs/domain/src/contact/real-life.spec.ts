import { childLikeness, childQuestion } from './child-question.js';
import { termOf } from './likeness.js';
import { numberSaid, plain, wordsOf } from './plain.js';
import { ranked } from './search.js';

const today = '2026-11-21';
const finds = (typed: string, name: string, birthDate = '2014-03-12', postcodeKey = 'B139QZ'): boolean => {
  const question = childQuestion(typed, today);
  return question !== undefined && childLikeness(question, { name: wordsOf(plain(name)), school: ['beechwood', 'school'], birthDate, postcodeKey }) > 0;
};

describe('[CALL-2] [CALL-7] what is typed with a telephone at the ear', () => {
  it.each([
    // Heard, not read: letters that sound alike.
    ['aysha begum', 'Aisha Begum'],
    ['mohamed hussein', 'Muhammad Hussain'],
    ['steven clarke', 'Stephen Clark'],
    ['katherine shaw', 'Catherine Shaw'],
    ['sara mcdonald', 'Sarah MacDonald'],
    ['jon smyth', 'John Smith'],
    ['isobel reed', 'Isabel Read'],
    ['md khan', 'Md Khan'],
    // One key beside, twice, too early, too late.
    ['thamdi okoro', 'Thandi Okoro'],
    ['thandi okori', 'Thandi Okoro'],
    ['thandi  okoro', 'Thandi Okoro'],
    [' thandi okoro.', 'Thandi Okoro'],
    ['thandio koro', 'Thandi Okoro'],
    ['THANDI OKORO', 'Thandi Okoro'],
    ['tHANDI oKORO', 'Thandi Okoro'],
    // As it stands in a spreadsheet or is read out.
    ['okoro,thandi', 'Thandi Okoro'],
    ['Okoro (Thandi)', 'Thandi Okoro'],
    ['thandi okoro 12/03/14', 'Thandi Okoro'],
    ['thandi okoro, dob 12th march 2014', 'Thandi Okoro'],
    ['thandi okoro b13 9qz', 'Thandi Okoro'],
    ['thandi okoro b13 9 qz', 'Thandi Okoro'],
    ['12.3.14 thandi', 'Thandi Okoro'],
    ['miss thandi okoro', 'Thandi Okoro'],
    ['thandi okoro beechwood school', 'Thandi Okoro'],
    ['van den berg lotte', 'Lotte Van der Berg'],
    ['vanderberg lotte', 'Lotte Vander Berg'],
    ['li wei', 'Li Wei'],
    ['al masri omar', 'Omar Al-Masri'],
    ['almasri omar', 'Omar Al-Masri'],
  ])('"%s" finds %s', (typed, name) => expect(finds(typed, name)).toBe(true));

  it.each([['mia khan', 'Noah Kahn'], ['ali reza', 'Eli Rose'], ['leo dean', 'Lia Dunne']])('"%s" does not find %s', (typed, name) => expect(finds(typed, name)).toBe(false));

  it.each([['case C-2231', 'C-2231'], ['complaint ref c2231', 'c2231'], ['no. 412', '412'], ['the beechwood bus', 'the beechwood bus'], ['route', 'route']])('of "%s" it is "%s" that is looked for', (typed, left) => expect(numberSaid(typed)).toBe(left));

  it.each([
    ['route 412', '412'], ['rout 412', '412'], ['rte 412', '412'], ['bus 412', '412'], ['412 bus', '412'], ['the 412', '412'], ['R412', '412'], ['412 beechwood', '412'],
  ])('"%s" means route %s', (typed, ref) => {
    const routes = ['412', '413', '142', '4120'].map((route) => ({ ref: route, terms: [route, `Route ${route}`, 'Beechwood School'].map(termOf) }));
    expect(ranked(numberSaid(typed), routes, 5)[0]?.ref).toBe(ref);
  });
});
