import type { DataClass, Mask } from '@sightline/contracts';
import { initialsOf } from '@sightline/domain';
import type { PseudonymKind } from '../pseudonym.js';

/** Makes the pseudonym of a reference of a kind. */
export type PseudonymOf = (kind: PseudonymKind, ref: string) => string;
/** What stands in the place of a value. `undefined`: nothing does. */
export type Masking = (value: unknown, kind: DataClass) => unknown;

const pseudonymKinds: Partial<Record<DataClass, PseudonymKind>> = { 'child-reference': 'child', guardian: 'guardian', 'crew-reference': 'crew', 'case-worker': 'worker' };

/** Whom the references in a fact are to. */
const references: Readonly<Record<string, PseudonymKind>> = {
  passengerRef: 'child', passengerRefs: 'child', subjectRef: 'child', guardianRef: 'guardian', guardianRefs: 'guardian',
  driverRef: 'crew', assistantRef: 'crew', ref: 'crew', ownerRef: 'worker', adviserRef: 'worker',
};
/** What somebody said, or is called or reached by: in no view of a fact. */
const withheld: ReadonlySet<string> = new Set(['name', 'telephone', 'telephones', 'email', 'postcode', 'birthDate', 'needs', 'banner', 'relationship', 'password', 'callerNumber', 'words', 'told', 'note', 'evidence']);

function withReferences(value: unknown, pseudonymOf: PseudonymOf): unknown {
  if (Array.isArray(value)) return value.map((each) => withReferences(each, pseudonymOf));
  if (typeof value !== 'object' || value === null) return value;
  const shown = Object.entries(value).filter(([name]) => !withheld.has(name));
  return Object.fromEntries(
    shown.map(([name, inner]) => {
      const kind = Object.hasOwn(references, name) ? references[name] : undefined;
      if (kind === undefined) return [name, withReferences(inner, pseudonymOf)];
      const masked = (ref: unknown): unknown => (typeof ref === 'string' ? pseudonymOf(kind, ref) : null);
      return [name, Array.isArray(inner) ? inner.map(masked) : masked(inner)];
    }),
  );
}

/** A function for each mask of the table [ACC-7]. What is no text, where text is expected, goes. */
export function maskings(pseudonymOf: PseudonymOf): Readonly<Record<Mask, Masking>> {
  const ofText = (mask: (text: string, kind: DataClass) => string): Masking => (value, kind) => (typeof value === 'string' ? mask(value, kind) : undefined);
  return {
    pseudonym: ofText((text, kind) => pseudonymOf(pseudonymKinds[kind] ?? 'contact', text)),
    initials: ofText(initialsOf),
    'last-three': ofText((text) => `…${text.replaceAll(/\D/g, '').slice(-3)}`),
    dots: (value) => (value === undefined ? undefined : '••'),
    'small-count': (value) => (typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 5 ? null : value),
    'small-figure': (value) => value,
    references: (value) => withReferences(value, pseudonymOf),
  };
}
