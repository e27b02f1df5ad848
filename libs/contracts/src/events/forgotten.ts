import * as z from 'zod';
import { ref } from '../primitives.js';

/** What the product forgets by itself or on request: no sender and no command says these (apps/api/src/retention). */
export const forgottenEvents = {
  'passenger.forgotten': z.object({ passengerRef: ref }).describe("A child's record, and what names the child elsewhere, is erased. What is held back stays until its hold ends."),
  'guardian.forgotten': z.object({ guardianRef: ref }).describe("A guardian's record, and what names them elsewhere, is erased."),
  'assistant.forgotten': z.object({ assistantRef: ref }).describe("A guide's record, and what names them elsewhere, is erased."),
  'call.forgotten': z.object({ callRef: ref }).describe("The number of a call's caller is erased."),
} as const;
