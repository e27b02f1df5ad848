import { commandOnlyTypes, eventSchemas, personalFields } from '@sightline/contracts';
import type { EventType } from '@sightline/contracts';
import { schemaOf } from './openapi.js';

/** One event type of the catalogue. */
export interface CatalogueEntry {
  readonly type: string;
  readonly description: string;
  /** Who may send it. */
  readonly door: '/api/events' | '/api/commands';
  /** Fields that can be erased and never enter the journal. */
  readonly personal: readonly string[];
  /** JSON Schema of `data`. */
  readonly schema: Record<string, unknown>;
}

const forPeople = new Set<string>(commandOnlyTypes);

/** Every event type, from the schemas that the doors check with. */
export function catalogue(): CatalogueEntry[] {
  return Object.entries(eventSchemas).map(([type, data]) => {
    const { description, ...schema } = schemaOf(data, 'input');
    return {
      type,
      description: typeof description === 'string' ? description : '',
      door: forPeople.has(type) ? '/api/commands' : '/api/events',
      personal: personalFields[type as EventType] ?? [],
      schema,
    };
  });
}
