import { CanvasLayer } from './canvas-layer';
import type { MapView } from './mercator';
import { worldPath, worldX, worldY } from './mercator';
import type { Palette } from './sprites';
import { Sprites } from './sprites';
import type { LabelBlock } from './vehicle-painter';

export interface School {
  schoolRef: string;
  name: string;
  latitude: number;
  longitude: number;
}

/** The run in hand as the map draws it: its way, what lies behind, and its stops. `asked`: the stop that somebody asks about, with its words. */
export interface RouteInHand {
  path?: string | undefined;
  /** Place of the vehicle, that divides the way into travelled and to come. */
  at?: { latitude: number; longitude: number } | undefined;
  stops: readonly { latitude: number; longitude: number; passed: boolean; name?: string | undefined; note?: string | undefined; asked?: readonly [title: string, name: string] | undefined }[];
  /** Words at the last stop. */
  note?: string;
  /** Only where it should go: what it did is drawn over it. */
  quiet?: boolean;
}

interface Placed {
  x: number;
  y: number;
  school: School;
}

/** Closer than this every stop ahead says when it is expected. */
const stopWordsZoom = 13;

/** What lies under the vehicles: our own routes on a plain ground where there are no tiles, schools, and the route in hand. */
export class GroundLayer extends CanvasLayer {
  private palette: Palette = () => '#888';
  private sprites: Sprites | null = null;
  private family = 'system-ui, sans-serif';
  private routes: Float64Array[] = [];
  private schools: Placed[] = [];
  private inHand: { path: Float64Array; split: number; route: RouteInHand } | null = null;
  plain = true;

  constructor() {
    super('ground', 420);
  }

  override restyle(palette: Palette, family: string): void {
    this.palette = palette;
    this.family = family;
    this.sprites = new Sprites(palette, devicePixelRatio);
    this.schedule();
  }

  setRoutes(paths: readonly string[]): void {
    this.routes = paths.map(worldPath);
    this.schedule();
  }

  setSchools(schools: readonly School[]): void {
    this.schools = schools.map((school) => ({ school, x: worldX(school.longitude), y: worldY(school.latitude) }));
    this.schedule();
  }

  /** The school whose flag is at a point of the map's container. */
  schoolAt(x: number, y: number): School | null {
    const view = this.view();
    if (view === null) return null;
    return this.schools.find((each) => Math.hypot(each.x * view.scale - view.left - x, each.y * view.scale - view.top - y) < 12)?.school ?? null;
  }

  setInHand(route: RouteInHand | null): void {
    if (route === null) this.inHand = null;
    else {
      const path = route.path !== undefined ? worldPath(route.path) : Float64Array.from(route.stops.flatMap(({ latitude, longitude }) => [worldX(longitude), worldY(latitude)]));
      this.inHand = { path, split: route.at === undefined ? 0 : nearest(path, worldX(route.at.longitude), worldY(route.at.latitude)), route };
    }
    this.schedule();
  }

  /** Where its own words stand, so that vehicles' labels keep off them. */
  blocks(): LabelBlock[] {
    const route = this.inHand?.route;
    const last = (route?.stops.length ?? 0) - 1;
    return (route?.stops ?? []).flatMap((stop, index) => {
      const isLast = index === last;
      if (!isLast && (stop.passed || stop.note === undefined)) return [];
      const name = stop.name ?? '';
      const note = (isLast ? route?.note : stop.note) ?? '';
      const words = Math.max(name.length, note.length);
      return words === 0 ? [] : [{ x: worldX(stop.longitude), y: worldY(stop.latitude), left: -10, top: -18, right: 20 + words * 7.5, bottom: 18, name, note, fromZoom: isLast ? 0 : stopWordsZoom }];
    });
  }

  protected override draw(context: CanvasRenderingContext2D, view: MapView): number {
    context.clearRect(0, 0, view.width, view.height);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    if (this.plain) this.drawRoutes(context, view);
    this.drawInHand(context, view);
    this.drawSchools(context, view);
    return Number.POSITIVE_INFINITY;
  }

  private drawRoutes(context: CanvasRenderingContext2D, view: MapView): void {
    const way = new Path2D();
    for (const path of this.routes) trace(way, path, view, 0, path.length / 2 - 1);
    const width = Math.max(2, Math.min(7, (view.zoom - 9) * 1.2));
    context.strokeStyle = this.palette('map-road-edge');
    context.lineWidth = width + 2;
    context.stroke(way);
    context.strokeStyle = this.palette('map-road');
    context.lineWidth = width;
    context.stroke(way);
  }

  private drawSchools(context: CanvasRenderingContext2D, view: MapView): void {
    context.font = `12px ${this.family}`;
    context.textBaseline = 'middle';
    for (const { x, y, school } of this.schools) {
      const left = x * view.scale - view.left;
      const top = y * view.scale - view.top;
      if (left < -80 || top < -20 || left > view.width + 20 || top > view.height + 20) continue;
      this.sprites?.school(context, left, top, this.palette('map-halo'));
      if (view.zoom >= 12.5) this.words(context, school.name, left + 11, top, 'map-label');
    }
  }

  private drawInHand(context: CanvasRenderingContext2D, view: MapView): void {
    if (this.inHand === null) return;
    const { path, split, route } = this.inHand;
    const accent = this.palette('accent');
    const whole = new Path2D();
    trace(whole, path, view, 0, path.length / 2 - 1);
    context.strokeStyle = this.palette('map-halo');
    context.lineWidth = 9;
    context.stroke(whole);
    if (route.quiet === true) {
      context.strokeStyle = this.palette('map-major-edge');
      context.lineWidth = 5;
      context.stroke(whole);
      this.drawStops(context, view, route, accent);
      return;
    }
    const behind = new Path2D();
    trace(behind, path, view, 0, split);
    context.strokeStyle = accent;
    context.lineWidth = 3;
    context.setLineDash([1, 6]);
    context.stroke(behind);
    context.setLineDash([]);
    const ahead = new Path2D();
    trace(ahead, path, view, split, path.length / 2 - 1);
    context.lineWidth = 5;
    context.stroke(ahead);
    this.drawStops(context, view, route, accent);
  }

  private drawStops(context: CanvasRenderingContext2D, view: MapView, route: RouteInHand, accent: string): void {
    context.strokeStyle = accent;
    const last = route.stops.length - 1;
    route.stops.forEach((stop, index) => {
      const x = worldX(stop.longitude) * view.scale - view.left;
      const y = worldY(stop.latitude) * view.scale - view.top;
      context.beginPath();
      context.arc(x, y, index === last ? 9 : stop.passed ? 3.5 : 5, 0, 2 * Math.PI);
      context.fillStyle = stop.passed && index !== last ? accent : this.palette('surface');
      context.fill();
      context.lineWidth = 2.5;
      context.stroke();
      if (stop.asked !== undefined) this.drawAsked(context, x, y, stop.asked);
    });
  }

  private drawAsked(context: CanvasRenderingContext2D, x: number, y: number, [title, name]: readonly [string, string]): void {
    const [ink, surface] = [this.palette('ink'), this.palette('surface')];
    for (const [radius, colour] of [[10.5, ink], [7.5, surface], [3.5, ink]] as const) {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fillStyle = colour;
      context.fill();
    }
    context.textBaseline = 'middle';
    context.font = `600 12.5px ${this.family}`;
    this.words(context, title, x + 16, y - 8, 'ink');
    context.font = `12.5px ${this.family}`;
    this.words(context, name, x + 16, y + 8, 'ink');
  }

  private words(context: CanvasRenderingContext2D, words: string, x: number, y: number, colour: string): void {
    const width = context.lineWidth;
    const stroke = context.strokeStyle;
    context.lineWidth = 3;
    context.strokeStyle = this.palette('map-halo');
    context.strokeText(words, x, y);
    context.fillStyle = this.palette(colour);
    context.fillText(words, x, y);
    context.lineWidth = width;
    context.strokeStyle = stroke;
  }
}

/** Adds points `from` to `to` of a path of world units to a way in pixels. */
function trace(way: Path2D, path: Float64Array, view: MapView, from: number, to: number): void {
  for (let point = from; point <= to; point += 1) {
    const x = (path[2 * point] ?? 0) * view.scale - view.left;
    const y = (path[2 * point + 1] ?? 0) * view.scale - view.top;
    if (point === from) way.moveTo(x, y);
    else way.lineTo(x, y);
  }
}

function nearest(path: Float64Array, x: number, y: number): number {
  let best = 0;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (let point = 0; 2 * point + 1 < path.length; point += 1) {
    const distance = Math.hypot((path[2 * point] ?? 0) - x, (path[2 * point + 1] ?? 0) - y);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = point;
    }
  }
  return best;
}
