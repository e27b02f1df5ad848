/** Who a caller may say that they are to a child. The same list is offered for every child: the list itself tells nothing. */
export const relationships = ['mother', 'father', 'step-parent', 'foster-carer', 'guardian', 'grandparent', 'social-worker', 'other'] as const;
export type Relationship = (typeof relationships)[number];

/** What a caller may be asked. Two must match, and none may be wrong. */
export const verificationFacts = ['birth-date', 'postcode', 'guardian-name', 'telephone'] as const;
export type VerificationFact = (typeof verificationFacts)[number];

/** Why a child is looked up: a list and not words of the adviser's own, since it goes into the audit, which holds no names. */
export const lookUpPurposes = ['where-is-the-bus', 'not-travelling', 'message-received', 'complaint', 'other'] as const;
export type LookUpPurpose = (typeof lookUpPurposes)[number];

/** Why a look-up is over. */
export const lookUpEnds = ['new-caller', 'another-look-up', 'time', 'signed-out', 'record-changed'] as const;
export type LookUpEnd = (typeof lookUpEnds)[number];
