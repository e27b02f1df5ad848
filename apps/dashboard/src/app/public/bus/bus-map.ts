import { ChangeDetectionStrategy, Component, DestroyRef, ElementRef, afterNextRender, computed, inject, input, signal } from '@angular/core';
import type { About, FamilyRun } from '@sightline/contracts';
import type { GlyphKind } from '../../ui/map/glyphs';
import { scaleAt, worldPath, worldX, worldY } from '../../ui/map/mercator';
import { glyphs } from '../../ui/map/glyphs';

const height = 190;
const margin = 44;
const nearest = 16;
const tileSize = 256;

/** A still map of the bus, the way to the stop, and the stop: nothing to load but tiles, and whole without them. */
@Component({
  selector: 'sl-bus-map',
  template: `
    <svg [attr.viewBox]="'0 0 ' + width() + ' ' + height" role="img" [attr.aria-label]="label()">
      @for (tile of tileImages(); track tile.href) {<image [attr.href]="tile.href" [attr.x]="tile.x" [attr.y]="tile.y" width="256" height="256" class="tile" />}
      @if (drawn(); as map) {
        @if (map.way) {
          <path class="halo" [attr.d]="map.way" />
          <path class="way" [attr.d]="map.way" />
        }
        @if (map.stop; as stop) {
          <g [attr.transform]="'translate(' + stop.x + ' ' + stop.y + ')'">
            <circle r="9" class="ring" /><circle r="3.5" class="dot" />
            <text [attr.x]="stop.left ? -16 : 16" y="5" [attr.text-anchor]="stop.left ? 'end' : 'start'">Your stop</text>
          </g>
        }
        <g [attr.transform]="'translate(' + map.bus.x + ' ' + map.bus.y + ')'">
          <circle r="16" class="about" [class.aged]="old()" />
          @for (part of parts(); track $index) {<path [attr.d]="part.d" [style.fill]="part.fill === undefined ? 'none' : part.fill === 'hatch' ? 'var(--v-mute-fill)' : 'var(--' + part.fill + ')'" [style.stroke]="part.stroke ? 'var(--' + part.stroke + ')' : 'none'" [attr.stroke-width]="part.width" [attr.stroke-dasharray]="part.dash?.join(' ')" />}
          <g [attr.transform]="'translate(' + (map.bus.left ? -22 - labelWidth() : 22) + ' -14)'">
            <rect [attr.width]="labelWidth()" height="28" rx="3" [class.aged]="old()" />
            <text class="on" x="10" y="19">{{ busWords() }}</text>
          </g>
        </g>
      }
    </svg>
    @if (tiles(); as tiles) {<span class="credit">{{ tiles.attribution }}</span>}
  `,
  styles: `
    :host { position: relative; border: 1px solid var(--line); border-radius: var(--r-3); overflow: hidden; background: var(--map-ground); }
    svg { display: block; width: 100%; height: 190px; }
    .tile { filter: var(--map-tiles); }
    .halo { fill: none; stroke: var(--map-halo); stroke-width: 9; stroke-linejoin: round; stroke-linecap: round; }
    .way { fill: none; stroke: var(--accent); stroke-width: 5; stroke-linejoin: round; stroke-linecap: round; }
    .ring { fill: var(--surface); stroke: var(--ink); stroke-width: 3; }
    .dot { fill: var(--ink); }
    .about { fill: var(--accent-soft); stroke: var(--accent); stroke-width: 2; }
    .about.aged { fill: var(--stale-soft); stroke: var(--v-mute); stroke-dasharray: 4 3; }
    text { font: 600 14px var(--font); fill: var(--ink); paint-order: stroke; stroke: var(--map-halo); stroke-width: 4px; }
    rect { fill: var(--accent); }
    rect.aged { fill: var(--ink-2); }
    text.on { fill: var(--surface); stroke: none; }
    .credit { position: absolute; right: 4px; bottom: 2px; padding: 0 4px; border-radius: 3px; background: var(--surface); font-size: 11px; color: var(--ink-2); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BusMap {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly height = height;
  readonly run = input.required<FamilyRun>();
  readonly old = input(false);
  readonly tiles = input<About['tiles']>(null);
  /** When it was seen, as it is written. */
  readonly words = input('');
  readonly width = signal(350);
  readonly busWords = computed(() => (this.old() ? `Last seen ${this.words()}` : 'Bus now'));
  readonly labelWidth = computed(() => this.busWords().length * 9.2 + 20);
  readonly parts = computed(() => glyphs[(this.old() ? 'signal-lost' : 'standing') satisfies GlyphKind].parts);
  readonly label = computed(() => `Map: ${this.old() ? `where the bus was last seen at ${this.words()}` : 'where the bus is now'}${this.run().yours === undefined ? '' : ', and your stop'}.`);

  /** Where everything stands at the zoom at which all of it fits. */
  private readonly view = computed(() => {
    const { position, yours, way } = this.run();
    if (position === undefined) return null;
    const points: [number, number][] = [[worldX(position.longitude), worldY(position.latitude)]];
    const stop: [number, number] | null = yours === undefined ? null : [worldX(yours.longitude), worldY(yours.latitude)];
    if (stop !== null) points.push(stop);
    const path = way === undefined ? [] : Array.from(worldPath(way));
    for (let i = 0; i + 1 < path.length; i += 2) points.push([path[i] ?? 0, path[i + 1] ?? 0]);
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const fits = (zoom: number): boolean => (right - left) * scaleAt(zoom) <= this.width() - 2 * margin && (bottom - top) * scaleAt(zoom) <= height - 2 * margin;
    let zoom = nearest;
    while (zoom > 8 && !fits(zoom)) zoom -= 1;
    const scale = scaleAt(zoom);
    return { zoom, scale, x0: ((left + right) / 2) * scale - this.width() / 2, y0: ((top + bottom) / 2) * scale - height / 2, points, path, stop };
  });

  readonly drawn = computed(() => {
    const view = this.view();
    if (view === null) return null;
    const at = ([x, y]: readonly [number, number]) => ({ x: x * view.scale - view.x0, y: y * view.scale - view.y0 });
    const bus = at(view.points[0] ?? [0, 0]);
    const stop = view.stop === null ? null : at(view.stop);
    let way = '';
    for (let i = 0; i + 1 < view.path.length; i += 2) {
      const { x, y } = at([view.path[i] ?? 0, view.path[i + 1] ?? 0]);
      way += `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    }
    return { bus: { ...bus, left: bus.x > this.width() - this.labelWidth() - 30 }, stop: stop && { ...stop, left: stop.x > this.width() - 100 }, way };
  });

  readonly tileImages = computed(() => {
    const [view, tiles] = [this.view(), this.tiles()];
    if (view === null || tiles === null) return [];
    const images: { href: string; x: number; y: number }[] = [];
    for (let column = Math.floor(view.x0 / tileSize); column * tileSize < view.x0 + this.width(); column += 1) {
      for (let row = Math.floor(view.y0 / tileSize); row * tileSize < view.y0 + height; row += 1) {
        const href = tiles.url.replace('{z}', String(view.zoom)).replace('{x}', String(column)).replace('{y}', String(row)).replace('{s}', 'a').replace('{r}', '');
        images.push({ href, x: column * tileSize - view.x0, y: row * tileSize - view.y0 });
      }
    }
    return images;
  });

  constructor() {
    const resized = new ResizeObserver(() => this.width.set(Math.max(200, this.host.clientWidth)));
    afterNextRender(() => resized.observe(this.host));
    inject(DestroyRef).onDestroy(() => resized.disconnect());
  }
}
