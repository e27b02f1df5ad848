import type { Incoming } from '../engine/decider.js';
import type { SubjectKind } from './rule.js';

const made = {
  passenger: (ref: string) => ({ type: 'passenger.forgotten', data: { passengerRef: ref } }) as const,
  guardian: (ref: string) => ({ type: 'guardian.forgotten', data: { guardianRef: ref } }) as const,
  assistant: (ref: string) => ({ type: 'assistant.forgotten', data: { assistantRef: ref } }) as const,
  caller: (ref: string) => ({ type: 'call.forgotten', data: { callRef: ref } }) as const,
};

/** That somebody is forgotten, as the engine hears it; no door takes such an event. */
export const forgottenEvent = (kind: SubjectKind, ref: string, id: string): Incoming => ({ source: 'feed:retention', id, receivedAt: Date.now(), ...made[kind](ref) });
