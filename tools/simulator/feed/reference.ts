import type { SchoolPhase } from '@sightline/contracts';
import { feedEvent, type FeedEvent } from '../event.ts';
import { civilDateAt, timeOfDay } from '../clock.ts';
import { schoolYearOf, termsOf } from '../city/terms.ts';
import type { Council } from '../city/council.ts';
import { guardiansOf, postcodeOf } from '../city/families.ts';

const phases = [[/Primary/, 'primary'], [/High|Academy/, 'secondary'], [/Special/, 'special']] as const;
function phaseOf(name: string): { phase?: SchoolPhase } {
  const phase = phases.find(([words]) => words.test(name))?.[1];
  return phase === undefined ? {} : { phase };
}

/** Schools, operators and vehicles: what the map needs to name its runs. */
export function places(council: Council, at: number): FeedEvent[] {
  const year = schoolYearOf(civilDateAt(at));
  const terms = [...termsOf(year - 1), ...termsOf(year), ...termsOf(year + 1)].map(({ from, until }) => ({ from, until }));
  return [
    ...council.schools.map((school) =>
      feedEvent('transport', 'school.upserted', `school:${council.seed}:${school.schoolRef}:${year}`, at, {
        schoolRef: school.schoolRef,
        name: school.name,
        ...school.place,
        bellTimes: { opens: timeOfDay(school.starts - 15), starts: timeOfDay(school.starts), ends: timeOfDay(school.ends) },
        terms,
        area: school.area,
        ...phaseOf(school.name),
      }),
    ),
    ...council.operators.map((operator) => feedEvent('transport', 'operator.upserted', `operator:${council.seed}:${operator.operatorRef}`, at, { ...operator })),
    ...council.vehicles.map((vehicle) => feedEvent('transport', 'vehicle.upserted', `vehicle:${council.seed}:${vehicle.vehicleRef}`, at, { ...vehicle })),
  ];
}

/** Guides, pseudonymous children and who answers for them. Their names are made of invented syllables. */
export function people(council: Council, at: number): FeedEvent[] {
  return [
    ...council.guides.map(({ assistantRef, name, telephone, operatorRef, training, home }) =>
      feedEvent('transport', 'assistant.upserted', `assistant:${council.seed}:${assistantRef}`, at, { assistantRef, name, telephone, operatorRef, training: [...training], ...home }),
    ),
    ...council.routes.flatMap((route) =>
      route.passengers.map((passenger) => {
        const boardingStopRef = route.toSchool.stops[passenger.stop]?.stopRef;
        return feedEvent('transport', 'passenger.upserted', `passenger:${council.seed}:${passenger.passengerRef}`, at, {
          passengerRef: passenger.passengerRef,
          name: passenger.name,
          birthDate: passenger.birthDate,
          postcode: postcodeOf(council, route, passenger),
          schoolRef: route.school.schoolRef,
          routeRef: route.routeRef,
          ...(boardingStopRef === undefined ? {} : { boardingStopRef }),
          alightingStopRef: `${route.school.schoolRef}-GATE`,
          needs: [...passenger.needs],
          assistantRequired: passenger.assistantRequired,
          ...(passenger.banner === undefined ? {} : { banner: passenger.banner }),
        });
      }),
    ),
    ...council.routes.flatMap((route) => guardiansOf(council, route).map((guardian) => feedEvent('transport', 'guardian.upserted', `guardian:${council.seed}:${guardian.guardianRef}`, at, guardian))),
  ];
}
