import { childLikeness, childQuestion } from './child-question.js';
import type { AskedChild } from './child-question.js';
import { plain, wordsOf } from './plain.js';

const today = '2026-11-21';
const child = (name: string, more: Partial<AskedChild> = {}): AskedChild => ({ name: wordsOf(plain(name)), school: ['beechwood', 'school'], birthDate: '2014-03-12', postcodeKey: 'B139QZ', ...more });
const judge = (typed: string, who: AskedChild): number => {
  const question = childQuestion(typed, today);
  return question === undefined ? 0 : childLikeness(question, who);
};

describe('[CALL-5] what may be asked of a child', () => {
  it.each([
    'thandi', 'Okoro', 'tho', 't o', 'B13', 'B13 9', '12/3/2014', 'born 12 March 2014', 'dob 12/03/14', 'route four', '',
    'mr okoro', 'child', 'date of birth', '496 0123',
  ].filter((typed) => !typed.startsWith('route')))('"%s" asks for none: it would be browsing', (typed) => {
    const question = childQuestion(typed, today);
    expect(question === undefined || (question.words.length === 0 && question.telephoneKey === undefined && question.postcodeKey === undefined)).toBe(true);
    expect(judge(typed, child('Thandi Okoro'))).toBe(0);
  });

  it.each([
    ['b13 9qz', { postcodeKey: 'B139QZ', words: [] }],
    ['B139QZ', { postcodeKey: 'B139QZ', words: [] }],
    ['b13 9qz thandi', { postcodeKey: 'B139QZ', words: ['thandi'] }],
    ['B1 OAB', { postcodeKey: 'B10AB', words: [] }],
    ['ec1a 1bb', { postcodeKey: 'EC1A1BB', words: [] }],
    ['07700 900 123', { telephoneKey: '447700900123', words: [] }],
    ['+44 (0)7700 900123', { telephoneKey: '447700900123', words: [] }],
    ['0191 496 0123 ext 4', { telephoneKey: '441914960123', words: [] }],
    ['P-000123', { refKey: 'p000123', words: [] }],
    ['thandi okoro', { words: ['thandi', 'okoro'] }],
    ['OKORO, Thandi', { words: ['okoro', 'thandi'] }],
    ['thandi 12/3/2014', { birthDate: '2014-03-12', words: ['thandi'] }],
    ['thandi okoro dob 12 Mar 14', { birthDate: '2014-03-12', words: ['thandi', 'okoro'] }],
  ])('"%s" does', (typed, expected) => expect(childQuestion(typed, today)).toMatchObject(expected));
});

describe('[CALL-6] a date of birth in whatever order and format', () => {
  it.each([
    '12/3/2014', '12/03/2014', '12-3-14', '12.03.14', '12 3 2014', '12 Mar 14', '12 March 2014', '12th of March 2014', '12mar2014', 'March 12, 2014', 'Mar 12th 2014',
    '2014-03-12', '2014/3/12', '12032014', '120314', '12 mar ’14',
  ])('"%s" is 12 March 2014', (said) => {
    expect(childQuestion(`thandi ${said}`, today)).toMatchObject({ birthDate: '2014-03-12', words: ['thandi'] });
    expect(childQuestion(`${said} thandi`, today)).toMatchObject({ birthDate: '2014-03-12', words: ['thandi'] });
  });

  it.each(['31/2/2014', '12/3', '45/3/2014', '1/1/2030', '123'])('"%s" is none', (said) => {
    expect(childQuestion(`thandi okoro ${said}`, today)?.birthDate).toBeUndefined();
  });

  it('takes a month over twelve for the day', () => expect(childQuestion('thandi 3/25/2014', today)?.birthDate).toBe('2014-03-25'));
  it('puts two digits of a year into the past', () => expect(childQuestion('thandi 1/2/27', today)?.birthDate).toBe('1927-02-01'));
});

describe('[CALL-7] a name is forgiven', () => {
  it.each([
    ['thandi okoro', 'Thandi Okoro'],
    ['okoro thandi', 'Thandi Okoro'],
    ['Thandi Oko', 'Thandi Okoro'],
    ['thnadi okoro', 'Thandi Okoro'],
    ['tandi okoro', 'Thandi Okoro'],
    ['thandii okorro', 'Thandi Okoro'],
    ['thandi okoro beechwood', 'Thandi Okoro'],
    ['thandi j okoro', 'Thandi Okoro'],
    ['sean oneill', 'Seán O’Neill'],
    ["sean o'neill", 'Sean O Neill'],
    ['sean o neill', 'Seán O’Neill'],
    ['sean oneil', 'Seán O’Neill'],
    ['mia smith jones', 'Mia Smith-Jones'],
    ['mia smithjones', 'Mia Smith-Jones'],
    ['smith-jones mia', 'Mia Smith Jones'],
    ['mia jones', 'Mia Smith-Jones'],
    ['zoe lukasz', 'Zoë Łukasz'],
    ['jose munoz', 'José Muñoz'],
    ['mohamed ali', 'Mohammed Ali Khan'],
    ['anne marie clark', 'Annemarie Clarke'],
    ['mcdonald ewan', 'Ewan Mac Donald'],
  ])('"%s" finds %s', (typed, name) => expect(judge(typed, child(name))).toBeGreaterThan(1));

  it.each([
    ['thandi smith', 'Thandi Okoro'],
    ['beechwood school', 'Thandi Okoro'],
    ['thandi beechwood', 'Thandi Okoro'],
    ['ma ok', 'Thandi Okoro'],
    ['th oko', 'Thandi Okoro'],
    ['okoro okoro', 'Thandi Okoro'],
    ['larch hall', 'Lara Halliwell'],
    ['thandi 13/3/2014', 'Thandi Okoro'],
    ['thandi okoro b13 9qx', 'Thandi Okoro'],
    ['zola 12/3/2014', 'Thandi Okoro'],
  ])('"%s" does not find %s', (typed, name) => expect(judge(typed, child(name))).toBe(0));

  it('puts the very name before one like it, and a name with its date of birth before the name alone', () => {
    expect(judge('mia khan', child('Mia Khan'))).toBeGreaterThan(judge('mia khan', child('Mya Khan')));
    expect(judge('mia khan 12/3/14', child('Mia Khan'))).toBeGreaterThan(judge('mia khan', child('Mia Khan')));
  });

  it('finds all children of a home by its postcode, the named one first', () => {
    expect(judge('b13 9qz', child('Mia Khan'))).toBe(3);
    expect(judge('mia b13 9qz', child('Mia Khan'))).toBeGreaterThan(judge('mia b13 9qz', child('Adam Khan')));
  });
});
