import type { SearchItem } from '@sightline/contracts';
import { emphasised, stillMatching } from './one-box-match';

const shown = (label: string, typed: string): string => emphasised(label, typed).map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

describe('[CALL-17] what was typed stands out in what was found', () => {
  it.each([
    ['Route 412', '412', 'Route [412]'],
    ['Beechwood School', 'beech', '[Beech]wood School'],
    ['Beechwood School', 'school beech', '[Beech]wood [School]'],
    ['C-2231', 'c2231', '[C-2231]'],
    ['BV23 XYZ (V17)', 'bv23x', '[BV23 X]YZ (V17)'],
    ['Ysgol Gŵyr', 'gwyr', 'Ysgol [Gŵyr]'],
    ['St Mary’s Primary', 'st marys', '[St Mary’s] Primary'],
    ['Beechwood School', 'beachwood', 'Beechwood School'],
    ['Straße', 'strasse', '[Straße]'],
    ['TO', '', 'TO'],
  ])('"%s" for "%s"', (label, typed, expected) => expect(shown(label, typed)).toBe(expected));

  it('loses no letter of the label', () => {
    for (const typed of ['a', '😀', 'école', '…', '12']) expect(emphasised('École 12 😀 ﬁn', typed).map(({ text }) => text).join('')).toBe('École 12 😀 ﬁn');
  });
});

describe('[CALL-18] what surely still answers while the server is asked', () => {
  const items: SearchItem[] = [
    { kind: 'route', ref: '412', label: 'Route 412', detail: 'route 412, Beechwood School, running' },
    { kind: 'route', ref: '413', label: 'Route 413', detail: 'route 413, Larch Hall, running' },
    { kind: 'child', ref: 'P1', label: 'BW', detail: 'Beechwood School' },
  ];
  it('is what has every typed word, and never a child', () => expect(stillMatching(items, 'beechw').map(({ ref }) => ref)).toEqual(['412']));
});
