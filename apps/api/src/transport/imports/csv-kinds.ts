import { importKinds, personalFields } from '@sightline/contracts';
import type { CsvKind, EventType, ImportColumn, ImportKind } from '@sightline/contracts';

export type Known = Readonly<Record<string, unknown>>;

/** What a row of each kind becomes. Devices are no event: they are made where their secrets are kept. */
export const eventOf: Readonly<Record<Exclude<CsvKind, 'devices'>, EventType>> = {
  schools: 'school.upserted',
  operators: 'operator.upserted',
  vehicles: 'vehicle.upserted',
  assistants: 'assistant.upserted',
  passengers: 'passenger.upserted',
  guardians: 'guardian.upserted',
  assignments: 'route.assigned',
};

export const kindOf = (kind: CsvKind): ImportKind => importKinds[kind];

/** Whether what stands in a column may be about a person: no answer repeats it. */
export function isPersonal(kind: CsvKind, column: ImportColumn | undefined): boolean {
  if (kind === 'devices' || column === undefined) return false;
  const fields: readonly string[] = personalFields[eventOf[kind]] ?? [];
  return fields.includes(column.path.split('.')[0] ?? '');
}

/** The references in a record to records of other kinds: what they name may come later, and is worth a word until then. */
export const referencesOf: Readonly<Partial<Record<CsvKind, Readonly<Record<string, 'schools' | 'operators' | 'vehicles' | 'assistants' | 'passengers'>>>>> = {
  vehicles: { operatorRef: 'operators' },
  assistants: { operatorRef: 'operators' },
  passengers: { schoolRef: 'schools' },
  guardians: { passengerRefs: 'passengers' },
  assignments: { vehicleRef: 'vehicles', assistantRef: 'assistants' },
  devices: { vehicleRef: 'vehicles', assistantRef: 'assistants' },
};
