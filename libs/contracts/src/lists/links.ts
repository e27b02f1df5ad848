import type { Resource } from './access.js';

/** Pages for those outside the council, each behind a link of its own. */
export const linkKinds = ['bus', 'school', 'operator', 'crew'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** What a link is about: one subject. */
export interface LinkSubject {
  readonly passengerRef?: string | undefined;
  readonly guardianRef?: string | undefined;
  readonly schoolRef?: string | undefined;
  readonly operatorRef?: string | undefined;
  readonly runRef?: string | undefined;
  readonly assistantRef?: string | undefined;
  readonly vehicleRef?: string | undefined;
}
export type SubjectField = keyof LinkSubject;

/** A kind of link as data. */
export interface LinkRule {
  /** The fields of its subject: exactly one of the sets. */
  readonly subjects: readonly (readonly SubjectField[])[];
  /** The row of the access table whose `act` lets a person issue such a link and see its address. */
  readonly resource: Resource;
  /** Days for which it opens, unless told. */
  readonly days: number;
  /** And at most. */
  readonly mostDays: number;
}

/** Links that show children, or lead to one, are for those who may see children; a school's and an operator's are not. */
export const linkRules: Readonly<Record<LinkKind, LinkRule>> = {
  bus: { subjects: [['passengerRef', 'guardianRef']], resource: 'child-links', days: 120, mostDays: 400 },
  school: { subjects: [['schoolRef']], resource: 'links', days: 400, mostDays: 400 },
  operator: { subjects: [['operatorRef']], resource: 'links', days: 400, mostDays: 400 },
  crew: { subjects: [['runRef'], ['assistantRef'], ['vehicleRef']], resource: 'child-links', days: 120, mostDays: 400 },
};

export const subjectFields: readonly SubjectField[] = ['passengerRef', 'guardianRef', 'schoolRef', 'operatorRef', 'runRef', 'assistantRef', 'vehicleRef'];

/** Whether a subject has exactly the fields that a link of this kind is about. */
export const fitsLink = (kind: LinkKind, subject: LinkSubject): boolean => {
  const given = subjectFields.filter((field) => subject[field] !== undefined);
  return linkRules[kind].subjects.some((fields) => fields.length === given.length && fields.every((field) => given.includes(field)));
};
