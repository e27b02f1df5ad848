import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { problemsOf } from './problem.js';

const shape = z.strictObject({ stops: z.array(z.strictObject({ at: z.number() })) });
const problemsIn = (value: unknown) => problemsOf(shape.safeParse(value).error ?? new z.ZodError([]), 'data');

describe('what is wrong with something that was sent', () => {
  it('is told by its place, in dots', () => {
    expect(problemsIn({ stops: [{ at: 1 }, { at: 'soon' }] }).map(({ path }) => path)).toEqual(['data.stops.1.at']);
  });

  it('[INGEST-6] never repeats what was sent, not even the name of a field that is not known', () => {
    expect(problemsIn({ stops: [], 'Ada Quill': 1 })).toEqual([{ path: 'data', message: 'has a field that is not known here' }]);
    expect(problemsIn({ stops: [{ at: 1, 'B17 9QX': 1, Ada: 2 }] })).toEqual([{ path: 'data.stops.0', message: 'has 2 fields that are not known here' }]);
    expect(JSON.stringify(problemsIn({ stops: [{ at: 'Ada Quill' }] }))).not.toContain('Ada');
  });
});
