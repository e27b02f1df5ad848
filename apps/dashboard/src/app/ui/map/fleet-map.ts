import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, DestroyRef, ViewEncapsulation, computed, effect, inject, input, output, signal, untracked, viewChild } from '@angular/core';
import type { FleetRun, TopicChange } from '@sightline/contracts';
import type { LeafletMouseEvent, Map as LeafletMap } from 'leaflet';
import { Clock } from '../clock';
import { GlyphMark } from '../glyph';
import { Icon } from '../icon';
import type { Tiles } from './base-map';
import { baseMap } from './base-map';
import type { Viewport } from './camera';
import { Camera } from './camera';
import type { GlyphKind } from './glyphs';
import { glyphs, legendKinds } from './glyphs';
import type { RouteInHand, School } from './ground-layer';
import { GroundLayer } from './ground-layer';
import { flagOf, labelOf } from './label-words';
import type { Drawn } from './open-map';
import { OpenMap } from './open-map';
import { VehicleLayer } from './vehicle-layer';
import type { LabelBlock } from './vehicle-painter';
import { VehicleStore } from './vehicle-store';

/** Where the map hears of vehicles, outside the signals: the fleet topic's raw listener fits. */
export interface VehicleSource {
  listen(listener: (changes: readonly TopicChange<'fleet'>[], reset: boolean) => void): () => void;
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
  private readonly ground = viewChild.required<ElementRef<HTMLElement>>('ground');
  private readonly store = new VehicleStore();
  private readonly scene = { selected: null as string | null, hovered: null as string | null, label: (row: number, kind: GlyphKind, zoom: number) => labelOf(this.store.run(row), kind, zoom, this.clock.now(), this.size() > 1), flag: (row: number) => (this.size() > 1 ? '' : flagOf(this.store.run(row), this.clock.now())), blocks: [] as readonly LabelBlock[] };
  private layer: VehicleLayer | null = null;
  private readonly groundLayer = new GroundLayer();
  private camera: Camera | null = null;

  readonly source = input.required<VehicleSource>();
  readonly filter = input<(run: FleetRun) => boolean>(() => true);
  readonly selected = input<string | null>(null);
  readonly follow = input(false);
  /** Where the reader wants the map to stand; null: wherever everything is seen. */
  readonly viewport = input<Viewport | null>(null);
  readonly paused = input(false);
  /** The data is not current: everything is greyed and said to be so elsewhere. */
  readonly stale = input(false);
  readonly tiles = input<Tiles | null>(null);
  readonly schools = input<readonly School[]>([]);
  /** What the map says of a school under the pointer. */
  readonly schoolWords = input<(school: School) => string>((school) => school.name);
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
  readonly viewportChange = output<Viewport>();

  readonly hovered = signal<{ words: string; x: number; y: number } | null>(null);
  readonly kinds = legendKinds.map((kind) => ({ kind, label: glyphs[kind].label }));
  private readonly blocked = signal(false);
  readonly groundWords = computed(() => (this.tiles() === null ? 'No base map set: routes and schools from our own data' : this.blocked() ? 'Base map out of reach: routes and schools from our own data' : ''));

  private readonly map = new OpenMap(() => this.draw(), this.tiles, () => {
    this.blocked.set(true);
    this.groundWanted.emit();
  });

  constructor() {
    effect(() => {
      this.store.show(this.filter());
      this.layer?.schedule();
    });
    this.map.whenOpen((onCleanup) => {
      const source = this.source();
      onCleanup(untracked(() => source.listen((changes, reset) => this.heard(changes, reset))));
    });
    this.map.whenOpen(() => {
      this.scene.selected = this.selected();
      this.layer?.schedule();
      this.camera?.reveal(this.scene.selected, this.moment());
    });
    this.map.whenOpen(() => {
      const viewport = this.viewport();
      if (viewport !== null) this.camera?.go(viewport);
    });
    this.map.whenOpen(() => this.layer?.pause(this.paused()));
    this.map.whenOpen(() => this.groundLayer.setSchools(this.schools()));
    this.map.whenOpen(() => this.groundLayer.setRoutes(this.routes()));
    this.map.whenOpen(() => {
      this.groundLayer.setInHand(this.inHand());
      this.scene.blocks = this.groundLayer.blocks();
      this.layer?.schedule();
    });
    inject(DestroyRef).onDestroy(() => {
      this.stopWatching();
      if (this.countTimer !== null) clearTimeout(this.countTimer);
    });
  }

  zoom(by: number): void {
    this.camera?.touched();
    const { leaflet } = this.map;
    leaflet?.setZoom(leaflet.getZoom() + by);
  }

  private draw(): Drawn {
    const interactive = this.interactive();
    const reduced = matchMedia('(prefers-reduced-motion: reduce)');
    const leaflet = baseMap(this.ground().nativeElement, interactive, reduced.matches);
    this.camera = new Camera(leaflet, this.store);
    this.camera.onMoved = (viewport) => {
      if (!this.follow()) this.viewportChange.emit(viewport);
    };
    this.store.still = reduced.matches;
    this.layer = new VehicleLayer(this.store, this.scene, this.size());
    this.layer.onCount = (inView, shown) => this.count(inView, shown);
    this.layer.onFrame = (at) => {
      if (this.follow()) this.camera?.keepUp(this.selected(), at);
    };
    if (interactive) this.listenToPointer(leaflet);
    this.watch(reduced);
    return { leaflet, layers: [this.groundLayer, this.layer] };
  }

  private listenToPointer(leaflet: LeafletMap): void {
    leaflet.on('mousemove', (event: LeafletMouseEvent) => this.hover(event.containerPoint.x, event.containerPoint.y));
    leaflet.on('mouseout', () => this.hover(-1000, -1000));
    leaflet.on('click', (event: LeafletMouseEvent) => {
      const runRef = this.layer?.hit(event.containerPoint.x, event.containerPoint.y) ?? null;
      if (runRef !== null) this.choose.emit(runRef);
    });
    leaflet.on('dragstart', () => this.moved.emit());
    // Without a pointer the middle of the map is the pointer: arrows move it, Enter takes what is there.
    this.ground().nativeElement.addEventListener('keydown', (event) => this.key(event));
  }

  private key(event: KeyboardEvent): void {
    if (event.key.startsWith('Arrow')) this.moved.emit();
    const { leaflet } = this.map;
    if (event.key !== 'Enter' || leaflet === null) return;
    const { x, y } = leaflet.getSize();
    const runRef = this.layer?.hit(x / 2, y / 2) ?? null;
    if (runRef !== null) this.choose.emit(runRef);
  }

  /** Motion and ages change without any input. */
  private watch(reduced: MediaQueryList): void {
    const motion = (): void => {
      this.store.still = reduced.matches;
    };
    reduced.addEventListener('change', motion);
    const ages = setInterval(() => {
      this.store.refresh(this.clock.now());
      this.layer?.schedule();
    }, 5000);
    this.stopWatching = () => {
      reduced.removeEventListener('change', motion);
      clearInterval(ages);
    };
  }
  private stopWatching: () => void = () => undefined;

  private heard(changes: readonly TopicChange<'fleet'>[], reset: boolean): void {
    this.store.apply(changes, reset, this.layer === null ? performance.now() : this.moment(), this.clock.now());
    this.layer?.schedule();
    const padding = 28 * this.size();
    if (reset) this.camera?.frame(padding, this.legend() ? 96 : padding);
  }

  private moment(): number {
    return this.layer?.time(performance.now()) ?? 0;
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
    const school = run === undefined ? this.groundLayer.schoolAt(x, y) : null;
    const words = run !== undefined && row !== undefined ? `${run.routeRef} · ${glyphs[this.store.glyph(row)].label.toLowerCase()}` : school === null ? null : this.schoolWords()(school);
    this.hovered.set(words === null ? null : { words, x, y });
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
