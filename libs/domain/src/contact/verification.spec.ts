import { verificationFacts } from '@sightline/contracts';
import type { Relationship } from '@sightline/contracts';
import fc from 'fast-check';
import { attemptRules, attemptsLeft } from './attempts.js';
import { relationshipsOf } from './relationships.js';
import { birthDateIn, factsHeld, passwordKey, sameName, verifyCaller } from './verification.js';
import type { CallerClaim, HeldGuardian, HeldRecord } from './verification.js';
import { matchedWords } from './verification-words.js';

const mother: HeldGuardian = { guardianRef: 'g1', relationship: 'Mum', name: 'Tamsin Oyelaran', telephones: ['0121 496 0101', '07700 900101'], password: 'buttercup' };
const father: HeldGuardian = { guardianRef: 'g2', relationship: 'father', name: 'Dele Oyelaran', telephones: ['07700 900102'] };
const record: HeldRecord = { birthDate: '2015-03-14', postcode: 'B17 9QX', guardians: [mother, father] };
const today = '2026-11-10';
const isPassword = (said: string, { password }: HeldGuardian): boolean => passwordKey(said) === password;
const good: CallerClaim = { relationship: 'mother', facts: { 'birth-date': '14/3/2015', postcode: 'b179qx' }, password: 'Butter Cup' };
const verified = (claim: Partial<CallerClaim>, held: HeldRecord = record): boolean => verifyCaller(held, { ...good, ...claim }, { today, isPassword }).verified;

describe('verifying a caller', () => {
  it('[CALL-20] takes the relationship, two facts and the password, and says who it is', () => {
    expect(verifyCaller(record, good, { today, isPassword })).toEqual({ verified: true, guardianRef: 'g1', matched: ['birth-date', 'postcode'], passwordGiven: true });
  });

  it.each<[string, Partial<CallerClaim>]>([
    ['a relationship that nobody is held in', { relationship: 'grandparent' }],
    ['one fact alone', { facts: { 'birth-date': '14/3/2015' } }],
    ['one fact and an empty one', { facts: { 'birth-date': '14/3/2015', postcode: '  ' } }],
    ['a date of birth that is a day out', { facts: { 'birth-date': '15/3/2015', postcode: 'B17 9QX' } }],
    ['a postcode with one letter wrong', { facts: { 'birth-date': '14/3/2015', postcode: 'B17 9QY' } }],
    ['two right facts and a wrong one', { facts: { 'birth-date': '14/3/2015', postcode: 'B17 9QX', telephone: '07700 900999' } }],
    ['the number of the other parent', { facts: { 'birth-date': '14/3/2015', telephone: '07700 900102' } }],
    ['the name of one and the number of another', { facts: { 'guardian-name': 'Tamsin Oyelaran', telephone: '07700 900102' } }],
    ['no password where one is set', { password: undefined }],
    ['a wrong password', { password: 'buttercups' }],
    ['a parent without a password who does not know the family’s', { relationship: 'father', password: 'daisy' }],
  ])('[CALL-20] refuses %s', (_, claim) => expect(verified(claim)).toBe(false));

  it.each<[string, Partial<CallerClaim>]>([
    ['a slip in a name', { facts: { 'guardian-name': 'Tamsyn Oyelarn', postcode: 'B17 9QX' } }],
    ['a courtesy and another order', { facts: { 'guardian-name': 'Mrs OYELARAN, Tamsin', postcode: 'B17 9QX' } }],
    ['a number however it is written', { facts: { 'birth-date': '14 March 2015', telephone: '+44 (0)121 496 0101' } }],
    ['the other parent with the family’s password', { relationship: 'father', facts: { 'birth-date': '140315', telephone: '07700900102' } }],
  ])('[CALL-21] takes %s', (_, claim) => expect(verified(claim)).toBe(true));

  it('[CALL-20] asks for no password where none is set', () => {
    const held = { ...record, guardians: [father] };
    expect(verifyCaller(held, { relationship: 'father', facts: { 'birth-date': '2015-03-14', postcode: 'B17 9QX' } }, { today, isPassword })).toEqual({ verified: true, guardianRef: 'g2', matched: ['birth-date', 'postcode'], passwordGiven: false });
  });

  it('[CALL-20] verifies nobody against a record that holds nobody or nothing', () => {
    expect(verified({}, { ...record, guardians: [] })).toBe(false);
    expect(verified({ relationship: 'father', password: undefined }, { guardians: [{ ...father, name: undefined, telephones: [] }] })).toBe(false);
  });

  it('[CALL-20] asks every guardian’s password whatever else is wrong: time tells nothing', () => {
    const asked: string[] = [];
    const spy = (_: string, { guardianRef }: HeldGuardian): boolean => asked.push(guardianRef) > 0;
    verifyCaller({ ...record, guardians: [mother, { ...father, password: 'daisy' }] }, { relationship: 'other', facts: { postcode: 'X', telephone: '1' } }, { today, isPassword: spy });
    expect(asked).toEqual(['g1', 'g2']);
  });
});

describe('[CALL-20] nothing is revealed unless what was said is the truth', () => {
  const dates = ['2012-01-05', '2015-03-14'];
  const postcodes = ['B17 9QX', 'CV3 2TT'];
  const names = ['Tamsin Oyelaran', 'Dele Oyelaran'];
  const numbers = ['07700 900101', '07700 900102'];
  const passwords = ['buttercup', 'daisy'];
  const maybe = <T>(list: readonly T[]) => fc.option(fc.constantFrom(...list), { nil: undefined });
  const anyGuardian = fc.record({ relationship: fc.constantFrom('mother', 'dad', 'parent', 'aunt'), name: fc.constantFrom(...names), telephones: fc.subarray(numbers), password: maybe(passwords) });
  const anyRecord = fc.record({ birthDate: maybe(dates), postcode: maybe(postcodes), guardians: fc.array(anyGuardian, { maxLength: 3 }) });
  const anyClaim = fc.record({
    relationship: fc.constantFrom<Relationship>('mother', 'father', 'other'),
    facts: fc.record({ 'birth-date': maybe(dates), postcode: maybe(postcodes), 'guardian-name': maybe(names), telephone: maybe(numbers) }),
    password: maybe(passwords),
  });

  it('for random records and claims', () => {
    let yes = 0;
    fc.assert(
      fc.property(anyRecord, anyClaim, ({ guardians: some, ...child }, claim) => {
        const guardians = some.map((guardian, index) => ({ ...guardian, guardianRef: `g${index}` }));
        const answer = verifyCaller({ ...child, guardians }, claim, { today, isPassword });
        // A refusal is one word: it carries nothing of the record.
        if (!answer.verified) return void expect(answer).toEqual({ verified: false });
        yes++;
        const guardian = guardians.find(({ guardianRef }) => guardianRef === answer.guardianRef);
        const { facts } = claim;
        expect(verificationFacts.filter((fact) => facts[fact] !== undefined).length).toBeGreaterThanOrEqual(2);
        expect(facts['birth-date'] ?? child.birthDate).toBe(child.birthDate);
        expect(facts.postcode ?? child.postcode).toBe(child.postcode);
        expect(facts['guardian-name'] ?? guardian?.name).toBe(guardian?.name);
        if (facts.telephone !== undefined) expect(guardian?.telephones).toContain(facts.telephone);
        expect(relationshipsOf(guardian?.relationship ?? '')).toContain(claim.relationship);
        const set = guardians.flatMap(({ password }) => password ?? []);
        if (set.length > 0) expect(guardian?.password === undefined ? set : [guardian.password]).toContain(claim.password);
      }),
      { numRuns: 20_000, seed: 31 },
    );
    expect(yes).toBeGreaterThan(50);
  });
});

describe('what callers say', () => {
  it.each([
    ['14/3/2015', '2015-03-14'], ['14.03.15', '2015-03-14'], ['140315', '2015-03-14'], ['14032015', '2015-03-14'], ['2015-03-14', '2015-03-14'],
    ['14 March 2015', '2015-03-14'], ['14th of march 2015', '2015-03-14'], ['1 jan 16', '2016-01-01'], ['29/2/2016', '2016-02-29'],
  ])('[CALL-21] reads %s as a date', (said, date) => expect(birthDateIn(said, today)).toBe(date));
  it.each(['', '29/2/2015', '31/4/2015', '14/3', 'March 2015', '14/3/2015 or 15/3/2015', 'fourteenth'])('[CALL-21] guesses nothing from %s', (said) => expect(birthDateIn(said, today)).toBeUndefined());

  it.each([
    ['Tamsin Oyelaran', 'tamsin oyelaran'], ['Tamsin Oyelarn', 'Tamsin Oyelaran'], ['Siobhan O’Neill', "Siobhán O'Neill"], ['Ann-Marie Clark', 'Ann Marie Clarke'], ['Oyelaran Tamsin', 'Tamsin Oyelaran'],
  ])('[CALL-21] %s is %s', (said, held) => expect(sameName(said, held)).toBe(true));
  it.each([
    ['Tamsin', 'Tamsin Oyelaran'], ['Oyelaran', 'Tamsin Oyelaran'], ['T O', 'Tamsin Oyelaran'], ['Dele Oyelaran', 'Tamsin Oyelaran'], ['Tamsin Oyelaran Smith', 'Tamsin Oyelaran'], ['Mrs', 'Mrs Oyelaran'], ['', ''],
  ])('[CALL-21] %s is not %s', (said, held) => expect(sameName(said, held)).toBe(false));

  it.each<[string, readonly Relationship[]]>([
    ['Mum', ['mother']], ['Birth mother', ['mother']], ['parent', ['mother', 'father']], ['Mother and father', ['mother', 'father']], ['Foster mother', ['foster-carer']], ['Step dad', ['step-parent']],
    ['Grandmother', ['grandparent']], ['Nan', ['grandparent']], ['Special guardian', ['guardian']], ['Social Worker', ['social-worker']], ['Aunt', ['other']],
  ])('[CALL-21] a %s is %j', (held, kinds) => expect(relationshipsOf(held)).toEqual(kinds));

  it('[CALL-21] a spoken password has no case, space, accent or punctuation, and one of signs alone is itself', () => {
    expect(passwordKey(' Château-Rouge! ')).toBe('chateaurouge');
    expect(passwordKey('🌻🌻')).toBe('🌻🌻');
  });

  it('[CALL-22] asks only for what is held', () => {
    expect(factsHeld(record)).toEqual(['birth-date', 'postcode', 'guardian-name', 'telephone']);
    expect(factsHeld({ postcode: ' ', guardians: [{ guardianRef: 'g', relationship: 'mother', name: 'Mrs', telephones: ['withheld'] }] })).toEqual([]);
  });
});

describe('[CALL-24] how often a caller may be wrong', () => {
  it.each([
    [{ childAndAdviser: 0, child: 0, adviserInHour: 0 }, 3],
    [{ childAndAdviser: 2, child: 2, adviserInHour: 2 }, 1],
    [{ childAndAdviser: 3, child: 3, adviserInHour: 3 }, 0],
    [{ childAndAdviser: 0, child: 5, adviserInHour: 0 }, 1],
    [{ childAndAdviser: 0, child: 9, adviserInHour: 0 }, 0],
    [{ childAndAdviser: 0, child: 0, adviserInHour: attemptRules.perAdviserAndHour }, 0],
  ])('%j leaves %i', (wrong, left) => expect(attemptsLeft(wrong)).toBe(left));
});

it('says in one sentence what matched, and never what it was', () => {
  expect(matchedWords(['birth-date', 'postcode'], true)).toBe('Date of birth and postcode match, family password given.');
  expect(matchedWords(['birth-date', 'postcode', 'telephone'], false)).toBe('Date of birth, postcode and telephone number match.');
});
