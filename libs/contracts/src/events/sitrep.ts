import * as z from 'zod';
import { contractMeasures, sitrepFigures } from '../lists/sitrep.js';
import { ref, week, words } from '../primitives.js';

const terms = z.object({
  measure: z.enum(contractMeasures),
  target: z.number().min(0).max(1).optional().describe('the share that must be met'),
  points: z.number().min(0).max(10_000).optional().describe('a default'),
  pounds: z.number().min(0).max(1_000_000).optional().describe('a default'),
});

/** The SitRep and the contracts that it measures. */
export const sitrepEvents = {
  'sitrep.frozen': z.object({ week }).describe('A week that is over is closed by hand: its figures never change again. Weeks also close by themselves.'),
  'sitrep.corrected': z.object({ week, figure: z.enum(sitrepFigures).optional(), words: words.min(1, 'must not be empty') }).describe('A note beside a frozen week. The figures stay as they were.'),
  'contract.agreed': z.object({ operatorRef: ref, measures: z.array(terms).max(contractMeasures.length) }).describe("What an operator's contract asks, where it differs from the standard. Carries its whole current state."),
} as const;
