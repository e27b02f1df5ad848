import { Random } from '../random.ts';
import { plannedMinutes, polylineOf, reversed, trackOf, type Track } from './course.ts';
import { distance, toDegrees, type Degrees, type Point } from './geometry.ts';
import { areas, operatorNames, personName, schoolKinds, schoolNames } from './names.ts';
import { Streets, type Junction } from './streets.ts';
import { WayFinder } from './way-finder.ts';

/** Whom a school teaches; `all`: from four to eighteen. */
type Phase = 'primary' | 'secondary' | 'all';

export interface School {
  readonly schoolRef: string;
  readonly name: string;
  readonly area: string;
  readonly phase: Phase;
  readonly node: number;
  readonly place: Degrees;
  /** Minutes past local midnight. */
  readonly starts: number;
  readonly ends: number;
}
export interface Operator {
  readonly operatorRef: string;
  readonly name: string;
  readonly telephone: string;
}
export interface Vehicle {
  readonly vehicleRef: string;
  readonly operatorRef: string;
  readonly registration: string;
  readonly seats: number;
  readonly wheelchairPlaces: number;
}
export interface Guide {
  readonly assistantRef: string;
  readonly name: string;
  readonly telephone: string;
  readonly operatorRef: string;
  readonly training: readonly string[];
  readonly home: Degrees;
}
export type Need = 'harness' | 'booster' | 'wheelchair' | 'medication';
export interface Passenger {
  readonly passengerRef: string;
  readonly name: string;
  readonly birthDate: string;
  readonly needs: readonly Need[];
  readonly assistantRequired: boolean;
  readonly banner?: 'court-order' | 'shielded';
  /** Index of the stop among the course to school. */
  readonly stop: number;
}
export interface Course {
  readonly track: Track;
  readonly path: string;
  readonly stops: readonly { readonly stopRef: string; readonly name: string; readonly place: Degrees }[];
  /** Minutes after the start, per stop. */
  readonly minutes: readonly number[];
}
export interface Route {
  readonly routeRef: string;
  readonly index: number;
  readonly school: School;
  readonly operator: Operator;
  readonly vehicleRef: string;
  readonly driverRef: string;
  readonly assistantRef: string | undefined;
  readonly toSchool: Course;
  readonly fromSchool: Course;
  readonly passengers: readonly Passenger[];
  readonly nodes: readonly number[];
  /** What the operator and its crew send besides the tracker's fixes. */
  readonly ticksChildren: boolean;
  readonly reportsStops: boolean;
  readonly trackerKnowsRun: boolean;
}

/** Longer than this, as planned, only children of secondary age ride: younger ones may ride 45 minutes, and some mornings are slow. */
const longestForYoung = 32;
const bornAs = { secondary: [2009, 2014], primary: [2016, 2021] } as const;
type Range = readonly [from: number, until: number];
const reachSeconds: Readonly<Record<School['phase'], Range>> = { primary: [420, 900], secondary: [740, 1600], all: [740, 1600] };
const stopsOnWay: Readonly<Record<School['phase'], Range>> = { primary: [3, 5], secondary: [4, 8], all: [4, 8] };

const guideTraining = ['harness', 'wheelchair clamps', 'epilepsy', 'buccal midazolam', 'autism awareness', 'first aid'];

/** The whole invented council: deterministic by seed; fewer routes are the first ones of the whole. */
export class Council {
  readonly seed: number;
  readonly streets: Streets;
  readonly ways: WayFinder;
  readonly schools: School[];
  readonly operators: Operator[];
  readonly vehicles: Vehicle[] = [];
  readonly guides: Guide[] = [];
  readonly routes: Route[] = [];

  constructor(seed: number, routeCount: number) {
    this.seed = seed;
    this.streets = new Streets(seed);
    this.ways = new WayFinder(this.streets);
    this.operators = operatorNames.map((name, i) => ({ operatorRef: `OP${String(i + 1).padStart(2, '0')}`, name, telephone: `0121 496 0${String(411 + i * 7)}` }));
    this.schools = this.#placeSchools();
    const seconds = new Map<School, Float64Array>();
    for (let i = 0; i < routeCount; i++) {
      const random = new Random(seed, 'route', i);
      const school = this.schools[(i * 7 + Math.floor(i / 40) * 3) % this.schools.length] as School;
      const reach = seconds.get(school) ?? this.ways.secondsFrom(school.node);
      seconds.set(school, reach);
      this.routes.push(this.#layRoute(i, school, reach, random));
    }
    this.#addSpares();
  }

  #placeSchools(): School[] {
    const random = new Random(this.seed, 'schools');
    const minors = this.streets.junctions.flatMap((junction, node) => (junction.main || junction.ways.length < 2 ? [] : [node]));
    const placed: number[] = [];
    for (const name of schoolNames) {
      const candidates = Array.from({ length: 24 }, () => random.pick(minors));
      const room = (node: number): number => Math.min(99_999, ...placed.map((other) => distance(this.#at(node), this.#at(other))));
      placed.push(name === '' ? -1 : (candidates.sort((a, b) => room(b) - room(a))[0] as number));
    }
    return schoolNames.map((name, i) => {
      const node = placed[i] as number;
      const { x, y } = this.#at(node);
      const starts = 510 + 5 * random.whole(0, 8);
      const kind = name.endsWith('Street') || name.endsWith('Row') || name.endsWith('Lane') ? 'School' : (schoolKinds[i % schoolKinds.length] ?? 'School');
      return {
        schoolRef: `SCH${String(i + 1).padStart(2, '0')}`,
        name: `${name} ${kind}`,
        area: areaOf({ x, y }),
        phase: kind === 'Primary School' ? 'primary' : kind === 'High School' || kind === 'Academy' ? 'secondary' : 'all',
        node,
        place: toDegrees(x, y),
        starts,
        ends: 895 + 5 * Math.min(10, Math.max(0, Math.round((starts - 510) / 5) + random.whole(-1, 2))),
      };
    });
  }

  #layRoute(index: number, school: School, reach: Float64Array, random: Random): Route {
    const routeRef = String(101 + index);
    const furthest = reach.reduce((most, seconds) => Math.max(most, seconds), 0);
    const wantedSeconds = Math.min(random.between(...reachSeconds[school.phase]), 0.95 * furthest);
    const homes = this.streets.junctions.flatMap((junction, node) => (!junction.main && Math.abs((reach[node] ?? 0) - wantedSeconds) < 110 ? [node] : []));
    const straight = this.ways.find(random.pick(homes), school.node);
    const stopCount = random.whole(...stopsOnWay[school.phase]);
    const stopNodes = [straight[0] as number];
    for (let i = 1; i < stopCount; i++) {
      const along = straight[Math.round(((straight.length - 1) * 0.86 * i) / stopCount)] as number;
      const stop = this.#stroll(along, random.whole(2, 5), random);
      if (!stopNodes.includes(stop) && stop !== school.node) stopNodes.push(stop);
    }
    stopNodes.push(school.node);
    const nodes = [stopNodes[0] as number];
    const stopsAt = [0];
    for (const stop of stopNodes.slice(1)) {
      nodes.push(...this.ways.find(nodes[nodes.length - 1] as number, stop).slice(1));
      stopsAt.push(nodes.length - 1);
    }
    const seated = this.#seat(routeRef, stopNodes.length - 1, random);
    const course = (track: Track, way: readonly number[]): Course => {
      const stops = way.map((node) => {
        const { x, y } = this.#at(node);
        return node === school.node
          ? { stopRef: `${school.schoolRef}-GATE`, name: school.name, place: toDegrees(x, y) }
          : { stopRef: `ST${String(node).padStart(5, '0')}`, name: this.#corner(node), place: toDegrees(x, y) };
      });
      const forward = way[0] !== school.node;
      const boarding = (stop: number): number => seated.filter((passenger) => passenger.stop === (forward ? stop : way.length - 1 - stop)).length;
      return { track, path: polylineOf(track), stops, minutes: plannedMinutes(track, (stop) => 45 + 30 * boarding(stop)) };
    };
    const track = trackOf(this.streets, nodes, stopsAt);
    const toSchool = course(track, stopNodes);
    const fromSchool = course(reversed(track), [...stopNodes].reverse());
    const rides = (stop: number): number => Math.max((toSchool.minutes.at(-1) ?? 0) - (toSchool.minutes[stop] ?? 0), fromSchool.minutes[stopNodes.length - 1 - stop] ?? 0);
    const passengers = seated.map((passenger) => ({ ...passenger, birthDate: bornFor(school, rides(passenger.stop), passenger.birthDate) }));
    const operator = this.operators[Math.floor(random.next() ** 1.4 * this.operators.length)] as Operator;
    const vehicleRef = `V${String(index + 1).padStart(4, '0')}`;
    const wheelchairs = passengers.filter((passenger) => passenger.needs.includes('wheelchair')).length;
    this.vehicles.push(newVehicle(vehicleRef, operator, Math.max(8, passengers.length + 2), wheelchairs, random));
    const needsGuide = passengers.some((passenger) => passenger.assistantRequired);
    const assistantRef = needsGuide ? this.#hireGuide(operator, random) : undefined;
    return {
      routeRef, index, school, operator, vehicleRef, assistantRef, passengers, nodes,
      driverRef: `D${String(index + 1).padStart(4, '0')}`,
      toSchool,
      fromSchool,
      ticksChildren: random.chance(0.75),
      reportsStops: random.chance(0.25),
      trackerKnowsRun: random.chance(0.7),
    };
  }

  /** A stop on a main road is told from the others there by the street that meets it. */
  #corner(node: number): string {
    const { street, main, ways } = this.#at(node);
    const meeting = ways.map((way) => this.#at(way.to).street).find((other) => other !== street);
    return main && meeting !== undefined ? `${street} by ${meeting}` : street;
  }

  #at(node: number): Junction {
    return this.streets.junctions[node] as Junction;
  }

  /** Off the main road and into the side streets, not turning back. */
  #stroll(from: number, hops: number, random: Random): number {
    const walked = [from];
    for (let i = 0; i < hops; i++) {
      const last = walked[walked.length - 1] as number;
      const ahead = this.#at(last).ways.filter(({ to }) => !walked.includes(to) && !this.#at(to).main);
      if (ahead.length === 0) break;
      walked.push(random.pick(ahead).to);
    }
    return walked[walked.length - 1] as number;
  }

  #seat(routeRef: string, homeStops: number, random: Random): Passenger[] {
    const special = random.chance(0.62);
    const count = Math.min(14, homeStops + random.whole(0, 4));
    return Array.from({ length: count }, (_, i) => {
      const needs: Need[] = [];
      if (random.chance(0.1)) needs.push('wheelchair');
      if (random.chance(0.16)) needs.push('harness');
      if (random.chance(0.14)) needs.push('booster');
      if (random.chance(0.08)) needs.push('medication');
      const banner = random.chance(0.006) ? ('court-order' as const) : random.chance(0.006) ? ('shielded' as const) : undefined;
      return {
        passengerRef: `P${routeRef}${String(i + 1).padStart(2, '0')}`,
        name: personName(random),
        birthDate: `${random.whole(2009, 2021)}-${String(random.whole(1, 12)).padStart(2, '0')}-${String(random.whole(1, 28)).padStart(2, '0')}`,
        needs,
        assistantRequired: special && (i === 0 || random.chance(0.3)),
        ...(banner === undefined ? {} : { banner }),
        stop: i < homeStops ? i : random.whole(0, homeStops - 1),
      };
    });
  }

  #hireGuide(operator: Operator, random: Random): string {
    const assistantRef = `G${String(this.guides.length + 1).padStart(3, '0')}`;
    const home = random.pick(this.streets.junctions);
    this.guides.push({
      assistantRef,
      name: personName(random),
      telephone: `07700 900${String(random.whole(0, 999)).padStart(3, '0')}`,
      operatorRef: operator.operatorRef,
      training: guideTraining.filter(() => random.chance(0.5)),
      home: toDegrees(home.x, home.y),
    });
    return assistantRef;
  }

  /** Vehicles and guides that stand in. */
  #addSpares(): void {
    const random = new Random(this.seed, 'spares');
    const share = this.routes.length / 600;
    for (let i = 0; i < Math.ceil(50 * share); i++) {
      this.vehicles.push(newVehicle(`V9${String(i + 1).padStart(3, '0')}`, this.operators[i % this.operators.length] as Operator, 16, i % 3, random));
    }
    for (let i = 0; i < Math.ceil(30 * share); i++) this.#hireGuide(this.operators[i % this.operators.length] as Operator, random);
  }
}

/** A birth date that suits the school and so many minutes on the way to it: month and day stay, the year moves within its phase. */
function bornFor({ phase }: School, rideMinutes: number, birthDate: string): string {
  const isOlder = phase === 'secondary' || (phase === 'all' && (rideMinutes > longestForYoung || birthDate < '2015'));
  const [first, last] = isOlder ? bornAs.secondary : bornAs.primary;
  const year = Number(birthDate.slice(0, 4));
  return `${first + ((year - first + 2 * (last - first + 1)) % (last - first + 1))}${birthDate.slice(4)}`;
}

function newVehicle(vehicleRef: string, operator: Operator, seats: number, wheelchairPlaces: number, random: Random): Vehicle {
  const letters = 'ABCDEFGHJKLMNOPRSTUVWXYZ';
  const plate = Array.from({ length: 3 }, () => letters.charAt(random.whole(0, letters.length - 1))).join('');
  return { vehicleRef, operatorRef: operator.operatorRef, registration: `QX${random.whole(16, 26)} ${plate}`, seats, wheelchairPlaces };
}

function areaOf(point: Point): string {
  if (Math.hypot(point.x, point.y) < 2600) return areas[5] ?? '';
  const angle = (Math.atan2(point.y, point.x) + 2 * Math.PI) % (2 * Math.PI);
  return areas[Math.floor((angle / (2 * Math.PI)) * 5)] ?? '';
}
