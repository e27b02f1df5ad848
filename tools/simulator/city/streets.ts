import { Random } from '../random.ts';
import { crosses, distance, type Point } from './geometry.ts';
import { radialNames, ringNames, streetName } from './names.ts';

export interface Junction extends Point {
  readonly street: string;
  readonly main: boolean;
  readonly ways: Way[];
}
export interface Way {
  readonly to: number;
  readonly metres: number;
  /** Usual speed in metres a second. */
  readonly speed: number;
}

const spacing = 340;
const step = 300;
const rings = [950, 2700, 5000, 7600];
const radials = 12;
/** Half the city's width and height, and how far its middle lies north of the map's. */
const half = { width: 9300, height: 11_300, north: 900 };

/** The city's streets: ring roads and radials, and between them a grid that bends. Deterministic by seed. */
export class Streets {
  readonly junctions: Junction[] = [];

  constructor(seed: number) {
    const random = new Random(seed, 'streets');
    const mains = this.#layMainRoads(random);
    this.#layGrid(random, mains);
    this.#keepConnected();
  }

  #add(point: Point, street: string, main: boolean): number {
    this.junctions.push({ x: point.x, y: point.y, street, main, ways: [] });
    return this.junctions.length - 1;
  }

  #join(a: number, b: number, speed: number): void {
    const from = this.junctions[a];
    const to = this.junctions[b];
    if (from === undefined || to === undefined || a === b || from.ways.some((way) => way.to === b)) return;
    const metres = distance(from, to);
    from.ways.push({ to: b, metres, speed });
    to.ways.push({ to: a, metres, speed });
  }

  #layMainRoads(random: Random): [number, number][] {
    const segments: [number, number][] = [];
    const wobble = rings.map(() => [random.between(0, 6), random.between(0, 6)] as const);
    const bends = Array.from({ length: radials }, (_, j) => ({
      angle: ((j + random.between(-0.22, 0.22)) * 2 * Math.PI) / radials,
      bend: random.between(-0.14, 0.14),
      phase: random.between(0, 6),
    }));
    const at = (radius: number, angle: number): Point => ({ x: radius * Math.cos(angle), y: radius * 1.16 * Math.sin(angle) + half.north * Math.min(1, radius / 5000) });
    const ringRadius = (i: number, angle: number): number => {
      const [a, b] = wobble[i] ?? [0, 0];
      return (rings[i] ?? 0) * (1 + 0.07 * Math.sin(2 * angle + a) + 0.04 * Math.sin(3 * angle + b));
    };
    const radialAngle = (j: number, radius: number): number => {
      const { angle, bend, phase } = bends[j] ?? { angle: 0, bend: 0, phase: 0 };
      return angle + bend * Math.sin(radius / 3200 + phase);
    };
    const chain = (from: number, until: number | undefined, points: Point[], street: string, speed: number): void => {
      let last = from;
      for (const point of points) {
        const next = this.#add(point, street, true);
        this.#join(last, next, speed);
        segments.push([last, next]);
        last = next;
      }
      if (until !== undefined) {
        this.#join(last, until, speed);
        segments.push([last, until]);
      }
    };
    const crossings = rings.map((radius, i) =>
      bends.map((_, j) => {
        let r = radius;
        for (let n = 0; n < 6; n++) r = ringRadius(i, radialAngle(j, r));
        return { r, angle: radialAngle(j, r), node: this.#add(at(r, radialAngle(j, r)), ringNames[i] ?? '', true) };
      }),
    );
    crossings.forEach((ring, i) =>
      ring.forEach((from, j) => {
        const to = ring[(j + 1) % radials] ?? from;
        const sweep = (to.angle - from.angle + 4 * Math.PI) % (2 * Math.PI);
        const count = Math.max(1, Math.round((sweep * from.r * 1.08) / step));
        const points = Array.from({ length: count - 1 }, (_, n) => {
          const share = (n + 1) / count;
          const angle = from.angle + sweep * share;
          const ends = (from.r / ringRadius(i, from.angle)) * (1 - share) + (to.r / ringRadius(i, to.angle)) * share;
          return at(ringRadius(i, angle) * ends, angle);
        });
        chain(from.node, to.node, points, ringNames[i] ?? '', i === 0 ? 10 : 13);
      }),
    );
    bends.forEach((_, j) => {
      const name = radialNames[j % radialNames.length] ?? '';
      for (let i = 0; i < rings.length; i++) {
        const from = crossings[i]?.[j];
        const to = crossings[i + 1]?.[j];
        if (from === undefined) continue;
        const end = to?.r ?? from.r + 2400;
        const count = Math.max(2, Math.round((end - from.r) / step));
        const points: Point[] = [];
        for (let n = 1; n < count; n++) {
          const r = from.r + ((end - from.r) * n) / count;
          points.push(at(r, radialAngle(j, r)));
        }
        const inside = to === undefined ? points.filter(inCity) : points;
        chain(from.node, to?.node, inside, name, i === 0 ? 10 : 14);
      }
    });
    return segments;
  }

  #layGrid(random: Random, mains: [number, number][]): void {
    const cells = new Map<string, [number, number][]>();
    const key = (x: number, y: number): string => `${Math.floor(x / 500)},${Math.floor(y / 500)}`;
    const mainCount = this.junctions.length;
    for (const segment of mains) {
      for (const end of segment) {
        const { x, y } = this.junctions[end] as Junction;
        const cell = cells.get(key(x, y)) ?? [];
        cell.push(segment);
        cells.set(key(x, y), cell);
      }
    }
    const near = (x: number, y: number): [number, number][] => {
      const found: [number, number][] = [];
      for (let dx = -500; dx <= 500; dx += 500) for (let dy = -500; dy <= 500; dy += 500) found.push(...(cells.get(key(x + dx, y + dy)) ?? []));
      return found;
    };
    const crossesMain = (a: Point, b: Point): boolean =>
      near((a.x + b.x) / 2, (a.y + b.y) / 2).some(([from, to]) => crosses(a, b, this.junctions[from] as Junction, this.junctions[to] as Junction));
    const columns = Math.ceil((2 * half.width) / spacing) + 6;
    const rows = Math.ceil((2 * half.height) / spacing) + 6;
    const grid = new Map<string, number>();
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < rows; j++) {
        const u = (i - columns / 2) * spacing;
        const v = (j - rows / 2) * spacing + half.north;
        const point = {
          x: u + 420 * Math.sin(v / 1900 + 1) + 160 * Math.sin((u + v) / 900) + random.between(-65, 65),
          y: v + 420 * Math.sin(u / 2100 + 2) + 160 * Math.cos((u - v) / 1000) + random.between(-65, 65),
        };
        if (!inCity(point)) continue;
        const close = near(point.x, point.y).some(([a, b]) => distance(point, this.junctions[a] as Junction) < 140 || distance(point, this.junctions[b] as Junction) < 140);
        if (close) continue;
        const across = random.chance(0.5);
        grid.set(`${i},${j}`, this.#add(point, across ? streetName(0, j, Math.floor(i / 4)) : streetName(1, i, Math.floor(j / 4)), false));
      }
    }
    for (const [place, from] of grid) {
      const [i = 0, j = 0] = place.split(',').map(Number);
      for (const [di, dj, likely] of [[1, 0, 0.86], [0, 1, 0.86], [1, 1, 0.05]] as const) {
        const to = grid.get(`${i + di},${j + dj}`);
        if (to === undefined || !random.chance(likely)) continue;
        if (!crossesMain(this.junctions[from] as Junction, this.junctions[to] as Junction)) this.#join(from, to, 10);
      }
    }
    const minors = [...grid.values()];
    for (let node = 0; node < mainCount; node++) {
      const here = this.junctions[node] as Junction;
      const closest = minors
        .map((minor) => ({ minor, metres: distance(here, this.junctions[minor] as Junction) }))
        .filter(({ metres }) => metres < 430)
        .sort((a, b) => a.metres - b.metres)
        .slice(0, 3);
      for (const { minor } of closest) if (random.chance(0.8)) this.#join(node, minor, 10);
    }
  }

  /** Leaves out what cannot be reached from the middle. */
  #keepConnected(): void {
    const reached = new Set([0]);
    const waiting = [0];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const way of this.junctions[next]?.ways ?? []) {
        if (reached.has(way.to)) continue;
        reached.add(way.to);
        waiting.push(way.to);
      }
    }
    const place = new Map([...reached].sort((a, b) => a - b).map((old, index) => [old, index]));
    const kept = [...place.keys()].map((old) => {
      const { x, y, street, main, ways } = this.junctions[old] as Junction;
      return { x, y, street, main, ways: ways.map((way) => ({ ...way, to: place.get(way.to) as number })) };
    });
    this.junctions.splice(0, this.junctions.length, ...kept);
  }
}

function inCity(point: Point): boolean {
  const x = Math.abs(point.x) / half.width;
  const y = Math.abs(point.y - half.north) / half.height;
  return x ** 2.6 + y ** 2.6 < 1;
}
