import { ChangeDetectionStrategy, Component, DestroyRef, ElementRef, ViewEncapsulation, afterNextRender, computed, effect, inject, input, output, signal, untracked, viewChild } from '@angular/core';
import type { FleetRun, TopicChange } from '@sightline/contracts';
import type { LeafletMouseEvent, Map as LeafletMap } from 'leaflet';
import { control, map as createMap, tileLayer } from 'leaflet';
import { Clock } from '../clock';
import { GlyphMark } from '../glyph';
import { Icon } from '../icon';
import type { GlyphKind } from './glyphs';
import { glyphs, legendKinds } from './glyphs';
import type { RouteInHand, School } from './ground-layer';
import { GroundLayer } from './ground-layer';
import { flagOf, labelOf } from './label-words';
import { boundsOf, latitudeOf, longitudeOf } from './places';
import { paletteOf } from './sprites';
import { VehicleLayer } from './vehicle-layer';
import type { LabelBlock } from './vehicle-painter';
import { VehicleStore } from './vehicle-store';

/** Where the map hears of vehicles, outside the signals: the fleet topic's raw listener fits. */
export interface VehicleSource {
  listen(listener: (changes: readonly TopicChange<'fleet'>[], reset: boolean) => void): () => void;
}
export interface Tiles {
  url: string;
  attribution: string;
}

/** The map of moving vehicles. Its equivalent for those who cannot see it is the run list of the page. */
@Component({
  selector: 'sl-fleet-map',
  imports: [GlyphMark, Icon],
  templateUrl: './fleet-map.html',
  styleUrl: './fleet-map.scss',
  encapsulation: ViewEncapsulation.None,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FleetMap {
  private readonly clock = inject(Clock);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly ground = viewChild.required<ElementRef<HTMLElement>>('ground');
  private readonly store = new VehicleStore();
  private readonly scene = { selected: null as string | null, hovered: null as string | null, label: (row: number, kind: GlyphKind, zoom: number) => labelOf(this.store.run(row), kind, zoom, this.clock.now(), this.size() > 1), flag: (row: number) => (this.size() > 1 ? '' : flagOf(this.store.run(row), this.clock.now())), blocks: [] as readonly LabelBlock[] };
  private layer: VehicleLayer | null = null;
  private groundLayer: GroundLayer | null = null;
  private leaflet: LeafletMap | null = null;
  private framed = false;
  private readonly ready = signal(false);

  readonly source = input.required<VehicleSource>();
  readonly filter = input<(run: FleetRun) => boolean>(() => true);
  readonly selected = input<string | null>(null);
  readonly follow = input(false);
  readonly paused = input(false);
  /** The data is not current: everything is greyed and said to be so elsewhere. */
  readonly stale = input(false);
  readonly tiles = input<Tiles | null>(null);
  readonly schools = input<readonly School[]>([]);
  readonly routes = input<readonly string[]>([]);
  readonly inHand = input<RouteInHand | null>(null);
  /** Markers' size: 1 on a desk, larger on the wall. */
  readonly size = input(1);
  readonly legend = input(true);
  /** Nobody touches a wall: no buttons, no dragging. */
  readonly interactive = input(true);
  readonly label = input('Map of vehicles. The run list shows the same facts.');

  readonly choose = output<string>();
  readonly pausedChange = output<boolean>();
  readonly counted = output<{ inView: number; shown: number }>();
  /** Tiles do not come: the ways of our own routes are wanted as the ground. */
  readonly groundWanted = output<void>();
  /** The reader moved the map by hand: following ends. */
  readonly moved = output<void>();

  readonly hovered = signal<{ words: string; x: number; y: number } | null>(null);
  readonly kinds = legendKinds.map((kind) => ({ kind, label: glyphs[kind].label }));
  private readonly blocked = signal(false);
  readonly groundWords = computed(() => (this.tiles() === null ? 'No base map set: routes and schools from our own data' : this.blocked() ? 'Base map out of reach: routes and schools from our own data' : ''));

  constructor() {
    afterNextRender(() => this.build());
    effect((onCleanup) => {
      if (!this.ready()) return;
      const source = this.source();
      onCleanup(untracked(() => source.listen((changes, reset) => this.heard(changes, reset))));
    });
    effect(() => {
      this.store.show(this.filter());
      this.layer?.schedule();
    });
    effect(() => {
      this.scene.selected = this.selected();
      if (this.ready()) this.reveal(this.scene.selected);
    });
    effect(() => {
      const paused = this.paused();
      if (this.ready()) this.layer?.pause(paused);
    });
    effect(() => {
      const schools = this.schools();
      if (this.ready()) this.groundLayer?.setSchools(schools);
    });
    effect(() => {
      const routes = this.routes();
      if (this.ready()) this.groundLayer?.setRoutes(routes);
    });
    effect(() => {
      const inHand = this.inHand();
      if (!this.ready() || this.groundLayer === null) return;
      this.groundLayer.setInHand(inHand);
      this.scene.blocks = this.groundLayer.blocks();
      this.layer?.schedule();
    });
    effect((onCleanup) => {
      const tiles = this.tiles();
      if (!this.ready() || this.leaflet === null || this.groundLayer === null) return;
      this.groundLayer.plain = tiles === null;
      this.groundLayer.schedule();
      if (tiles === null) return;
      const layer = tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 19 }).addTo(this.leaflet);
      // Blocked or offline: our own routes show through where no tile came.
      layer.once('tileerror', () => {
        this.blocked.set(true);
        this.groundWanted.emit();
        if (this.groundLayer !== null) this.groundLayer.plain = true;
        this.groundLayer?.schedule();
      });
      onCleanup(() => layer.remove());
    });
    inject(DestroyRef).onDestroy(() => {
      this.stopWatching();
      if (this.countTimer !== null) clearTimeout(this.countTimer);
      this.leaflet?.remove();
    });
  }

  zoom(by: number): void {
    this.leaflet?.setZoom(this.leaflet.getZoom() + by);
  }

  private build(): void {
    const interactive = this.interactive();
    const reduced = matchMedia('(prefers-reduced-motion: reduce)');
    const leaflet = createMap(this.ground().nativeElement, { zoomControl: false, attributionControl: false, keyboard: interactive, dragging: interactive, scrollWheelZoom: interactive, doubleClickZoom: interactive, touchZoom: interactive, boxZoom: interactive, zoomSnap: 0.25, zoomDelta: 1, wheelPxPerZoomLevel: 90, zoomAnimation: !reduced.matches, fadeAnimation: !reduced.matches, minZoom: 8, maxZoom: 19 });
    leaflet.setView([52.8, -1.6], 8);
    if (interactive) {
      control.attribution({ prefix: false }).addTo(leaflet);
      control.scale({ imperial: false }).addTo(leaflet);
    }
    this.leaflet = leaflet;
    this.store.still = reduced.matches;
    this.groundLayer = new GroundLayer().addTo(leaflet);
    this.layer = new VehicleLayer(this.store, this.scene, this.size()).addTo(leaflet);
    this.layer.onCount = (inView, shown) => this.count(inView, shown);
    this.layer.onFrame = (at) => this.keepUp(at);
    this.restyle();
    if (interactive) this.listenToPointer(leaflet);
    this.watch(reduced);
    this.ready.set(true);
  }

  private listenToPointer(leaflet: LeafletMap): void {
    leaflet.on('mousemove', (event: LeafletMouseEvent) => this.hover(event.containerPoint.x, event.containerPoint.y));
    leaflet.on('mouseout', () => this.hover(-1000, -1000));
    leaflet.on('click', (event: LeafletMouseEvent) => {
      const runRef = this.layer?.hit(event.containerPoint.x, event.containerPoint.y) ?? null;
      if (runRef !== null) this.choose.emit(runRef);
    });
    leaflet.on('dragstart', () => this.moved.emit());
  }

  /** Theme, motion and ages change without any input. */
  private watch(reduced: MediaQueryList): void {
    const restyle = (): void => this.restyle();
    const motion = (): void => {
      this.store.still = reduced.matches;
    };
    const theme = matchMedia('(prefers-color-scheme: dark)');
    theme.addEventListener('change', restyle);
    reduced.addEventListener('change', motion);
    const observer = new MutationObserver(restyle);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const resized = new ResizeObserver(() => this.leaflet?.invalidateSize({ animate: false }));
    resized.observe(this.host);
    const ages = setInterval(() => {
      this.store.refresh(this.clock.now());
      this.layer?.schedule();
    }, 5000);
    this.stopWatching = () => {
      theme.removeEventListener('change', restyle);
      reduced.removeEventListener('change', motion);
      observer.disconnect();
      resized.disconnect();
      clearInterval(ages);
    };
  }
  private stopWatching: () => void = () => undefined;

  private restyle(): void {
    const palette = paletteOf(this.host);
    const family = getComputedStyle(this.host).fontFamily;
    this.layer?.restyle(palette, family);
    this.groundLayer?.restyle(palette, family);
  }

  private heard(changes: readonly TopicChange<'fleet'>[], reset: boolean): void {
    this.store.apply(changes, reset, this.layer?.time(performance.now()) ?? performance.now(), this.clock.now());
    this.layer?.schedule();
    if (reset) this.frame();
  }

  /** Shows everything there is, once. */
  private frame(): void {
    if (this.framed || this.leaflet === null || this.store.count < 2) return;
    const bounds = boundsOf(this.store);
    if (bounds === null) return;
    this.framed = true;
    this.leaflet.fitBounds(bounds, { animate: false, paddingTopLeft: [28 * this.size(), this.legend() ? 64 : 28 * this.size()], paddingBottomRight: [28 * this.size(), 28 * this.size()] });
  }

  /** A run taken in hand comes into view. */
  private reveal(runRef: string | null): void {
    this.layer?.schedule();
    const row = runRef === null ? undefined : this.store.rowOf(runRef);
    if (row === undefined || this.leaflet === null) return;
    const at = this.layer?.time(performance.now()) ?? 0;
    const place: [number, number] = [latitudeOf(this.store.y(row, at)), longitudeOf(this.store.x(row, at))];
    this.leaflet.panInside(place, { padding: [110, 110], animate: !this.store.still });
  }

  private keepUp(at: number): void {
    const runRef = this.selected();
    const row = !this.follow() || runRef === null ? undefined : this.store.rowOf(runRef);
    if (row === undefined || this.leaflet === null) return;
    this.leaflet.panTo([latitudeOf(this.store.y(row, at)), longitudeOf(this.store.x(row, at))], { animate: false });
  }

  private hover(x: number, y: number): void {
    const runRef = this.layer?.hit(x, y) ?? null;
    this.ground().nativeElement.style.cursor = runRef === null ? '' : 'pointer';
    const row = runRef === null ? undefined : this.store.rowOf(runRef);
    const run = row === undefined ? undefined : this.store.run(row);
    if (this.scene.hovered !== runRef) {
      this.scene.hovered = runRef;
      this.layer?.schedule();
    }
    this.hovered.set(run === undefined || row === undefined ? null : { words: `${run.routeRef} · ${glyphs[this.store.glyph(row)].label.toLowerCase()}`, x, y });
  }

  private lastCount = '';
  private countTimer: ReturnType<typeof setTimeout> | null = null;
  private count(inView: number, shown: number): void {
    const key = `${inView}/${shown}`;
    if (key === this.lastCount || this.countTimer !== null) return;
    // Vehicles cross the edge all the time: the words beside the map need not follow every one of them.
    this.countTimer = setTimeout(() => {
      this.countTimer = null;
      this.lastCount = `${this.layer?.inView ?? 0}/${this.layer?.shown ?? 0}`;
      this.counted.emit({ inView: this.layer?.inView ?? 0, shown: this.layer?.shown ?? 0 });
    }, 300);
  }
}
