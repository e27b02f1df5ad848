import { Controller, Get } from '@nestjs/common';
import type { TransportReference } from '@sightline/contracts';
import { Allow } from '../identity/allow.js';
import { FleetMemory } from './fleet.memory.js';

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => a.name.localeCompare(b.name, 'en-GB');

/** Names that do not change during a session, kept apart from the stream. */
@Controller('transport/reference')
export class ReferenceController {
  constructor(private readonly memory: FleetMemory) {}

  @Allow('fleet')
  @Get()
  all(): TransportReference {
    const { schools, operators } = this.memory.fleet;
    return {
      schools: [...schools.values()].map(({ schoolRef, name, latitude, longitude, area }) => ({ schoolRef, name, latitude, longitude, area })).sort(byName),
      operators: [...operators.values()].map(({ operatorRef, name, telephone }) => ({ operatorRef, name, telephone })).sort(byName),
    };
  }
}
