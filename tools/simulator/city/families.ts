import type { EventData } from '@sightline/contracts';
import { Random } from '../random.ts';
import type { Council, Passenger, Route } from './council.ts';
import { personName } from './names.ts';

/** Numbers that Ofcom keeps for drama, a thousand each; those of mobiles are left to callers whom nobody knows. */
const exchanges = ['0113 496 0', '0114 496 0', '0115 496 0', '0116 496 0', '0117 496 0', '0118 496 0', '0131 496 0', '0141 496 0', '0151 496 0', '0161 496 0', '01632 960'];
/** More than a route ever seats. */
const mostSeated = 15;
const passwords = ['acorn', 'harbour', 'lantern', 'pebble', 'willow'];

export type Guardian = EventData<'guardian.upserted'>;

const numberOf = (index: number): string => `${exchanges[Math.floor(index / 1000) % exchanges.length] ?? ''}${String(index % 1000).padStart(3, '0')}`;
const guardianRefOf = (passenger: Passenger): string => `GU-${passenger.passengerRef}`;

/** Of one stop of a route some children are brothers and sisters: the second is of the first one's family. */
function siblingOf(seed: number, route: Route, passenger: Passenger): Passenger | undefined {
  const first = route.passengers.find(({ stop }) => stop === passenger.stop);
  return first === undefined || first === passenger || !new Random(seed, 'sibling', passenger.passengerRef).chance(0.5) ? undefined : first;
}

/** Who answers for the children of a route: as invented as they are. */
export function guardiansOf(council: Council, route: Route): Guardian[] {
  const { seed } = council;
  return route.passengers.flatMap((passenger, place): Guardian[] => {
    if (siblingOf(seed, route, passenger) !== undefined) return [];
    const random = new Random(seed, 'guardian', passenger.passengerRef);
    const relationship = random.weighted({ mother: 62, father: 24, grandparent: 8, 'foster carer': 6 });
    const surname = passenger.name.split(' ')[1] ?? '';
    const name = `${personName(random).split(' ')[0] ?? ''} ${surname}`;
    const messages = random.weighted({ sms: 82, email: 6, none: 12 });
    const siblings = route.passengers.filter((other) => siblingOf(seed, route, other) === passenger);
    return [{
      guardianRef: guardianRefOf(passenger),
      passengerRefs: [passenger, ...siblings].map(({ passengerRef }) => passengerRef),
      relationship,
      name,
      telephones: [numberOf(route.index * mostSeated + place)],
      ...(random.chance(0.1) ? { password: random.pick(passwords) } : {}),
      messages,
    }];
  });
}

/** The number from which the family of a child rings. */
export function numberOfFamily(council: Council, route: Route, passenger: Passenger): string {
  const eldest = siblingOf(council.seed, route, passenger) ?? passenger;
  return numberOf(route.index * mostSeated + route.passengers.indexOf(eldest));
}

const postcodeLetters = 'ABDEFGHJLNPQRSTUWXYZ';

/** Of the home stop: children of one street have one. The area is one that the post does not use. */
export function postcodeOf(council: Council, route: Route, passenger: Passenger): string {
  const random = new Random(council.seed, 'postcode', route.routeRef, passenger.stop);
  const letter = (): string => random.pick(Array.from(postcodeLetters));
  return `ZZ${random.whole(1, 98)} ${random.whole(1, 9)}${letter()}${letter()}`;
}
