import { relationships } from '@sightline/contracts';
import type { Relationship } from '@sightline/contracts';
import { relationshipOfKey } from './verify-words';

describe('the keys of the relationship', () => {
  it.each<[string, Relationship | null, Relationship | undefined]>([
    ['1', null, 'mother'],
    ['8', null, 'other'],
    ['9', null, undefined],
    ['m', null, 'mother'],
    ['F', null, 'father'],
    ['f', 'father', 'foster-carer'],
    ['f', 'foster-carer', 'father'],
    ['s', null, 'step-parent'],
    ['x', null, undefined],
    ['Enter', null, undefined],
  ])('[CALL-29] %s after %s is %s', (key, current, found) => expect(relationshipOfKey(key, relationships, current)).toBe(found));
});
