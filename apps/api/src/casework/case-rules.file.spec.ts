import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { carriedDivisions, policies } from '@sightline/domain';
import { carriedRules, readCaseRules, withConfiguredHolidays } from './case-rules.file.js';

const folder = mkdtempSync(join(tmpdir(), 'sightline-policies-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const read = (content: unknown) => {
  const path = join(folder, 'policies.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readCaseRules(path);
};
const letters = { id: 'yellow-letter-2027', caseType: 'yellow-letter', clock: 'respond', from: ['received'], length: 10, unit: 'working-day', applies: { from: '2027-04-01' }, source: 'decided by the cabinet in March 2027' };
const until = { id: 'yellow-letter', applies: { until: '2027-03-31' } };

describe('[CASE-68] case policies by configuration', () => {
  it('are those that Sightline carries where none are given', () => expect(readCaseRules(undefined)).toBe(carriedRules));

  it('change a field of one, end one and add the next, and leave the others as they are', () => {
    const { policies: now, configured } = read({ policies: [{ id: 'foi', warnings: [40, 80] }, until, letters] });
    expect(now.find(({ id }) => id === 'foi')).toMatchObject({ length: 20, warnings: [40, 80], checked: expect.stringMatching(/^changed by configuration/) as string });
    expect(now.find(({ id }) => id === 'yellow-letter')).toMatchObject({ length: 16, applies: { until: '2027-03-31' } });
    expect(now.find(({ id }) => id === 'yellow-letter-2027')).toMatchObject({ length: 10, calendar: 'england-and-wales', whenNotWorking: 'keep', pauses: [], checked: 'as the council has configured it' });
    expect([...configured]).toEqual(['foi', 'yellow-letter', 'yellow-letter-2027']);
    expect(now).toHaveLength(policies.length + 1);
  });

  it('bring holidays of their own', () => {
    const rules = read({ holidays: { 'england-and-wales': [{ date: '2027-06-07', title: 'A day of thanks' }] } });
    const divisions = withConfiguredHolidays(carriedDivisions, rules);
    expect(divisions['england-and-wales'].holidays).toContainEqual({ date: '2027-06-07', title: 'A day of thanks' });
    expect(divisions.scotland).toBe(carriedDivisions.scotland);
  });

  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{ "policies": [', /it is no JSON: /],
    ['a word that it does not have', { policy: [] }, /it: .*"policy"/],
    ['a length that is none', { policies: [{ id: 'foi', length: 0 }] }, /policies\[0\]\.length: /],
    ['a unit that is none', { policies: [{ id: 'foi', unit: 'fortnight' }] }, /policies\[0\]\.unit: /],
    ['a date that is none', { policies: [{ id: 'foi', applies: { until: '2027-02-30' } }] }, /policies\[0\]\.applies\.until: must be a date such as/],
    ['a new one that is not whole', { policies: [{ id: 'foy', length: 25 }] }, /policies\[0\]\.caseType: .*“foy” is new, so it must be whole/],
    ['two that are in force at once', { policies: [letters] }, /yellow-letter and yellow-letter-2027 are both in force for yellow-letter, respond: end the earlier one with applies\.until/],
    ['a holiday without a name', { holidays: { scotland: [{ date: '2027-06-07' }] } }, /holidays\.scotland\[0\]\.title: /],
  ])('are refused with where and what to do: %s', (_, content, words) => {
    expect(() => read(content)).toThrow(words);
    expect(() => read(content)).toThrow(/^The case policies in .*policies\.json cannot be used: .*\. Correct the file, or start without SIGHTLINE_POLICIES\.$/);
  });

  it('are refused where there is no file', () => expect(() => readCaseRules(join(folder, 'nowhere.json'))).toThrow(/nowhere\.json cannot be used: it cannot be read \(ENOENT\)/));
});
