import { ChangeDetectionStrategy, Component, DestroyRef, ElementRef, ViewEncapsulation, afterNextRender, effect, inject, input, output, signal, viewChild } from '@angular/core';
import type { Map as LeafletMap } from 'leaflet';
import { control } from 'leaflet';
import type { Tiles } from './base-map';
import { baseMap, layTiles, onTheme } from './base-map';
import type { RouteInHand } from './ground-layer';
import { GroundLayer } from './ground-layer';
import { paletteOf } from './sprites';
import type { TraceMarker } from './trace-layer';
import { TraceLayer } from './trace-layer';

/** A small picture of one run: the vehicle and the stop that is asked about. Nothing in it can be touched; what it shows is said beside it. */
@Component({
  selector: 'sl-run-map',
  template: `<div class="ground" #ground role="img" aria-label="Map of the run. The words under it and the sentence say the same."></div>`,
  styleUrl: './run-map.scss',
  encapsulation: ViewEncapsulation.None,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunMap {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly ground = viewChild.required<ElementRef<HTMLElement>>('ground');
  private leaflet: LeafletMap | null = null;
  private readonly groundLayer = new GroundLayer();
  private readonly vehicleLayer = new TraceLayer();
  private readonly ready = signal(false);

  readonly route = input.required<RouteInHand>();
  readonly marker = input<TraceMarker | null>(null);
  readonly tiles = input<Tiles | null>(null);
  readonly routes = input<readonly string[]>([]);
  readonly groundWanted = output<void>();

  constructor() {
    const whenReady = (work: () => void): void => void effect(() => {
      if (this.ready()) work();
    });
    afterNextRender(() => this.build());
    inject(DestroyRef).onDestroy(() => this.onGone());
    whenReady(() => this.groundLayer.setRoutes(this.routes()));
    whenReady(() => this.groundLayer.setInHand(this.route()));
    whenReady(() => this.vehicleLayer.setMoment(0, this.marker()));
    whenReady(() => this.fit());
    effect((onCleanup) => {
      const tiles = this.tiles();
      if (this.ready() && this.leaflet !== null) onCleanup(layTiles(this.leaflet, this.groundLayer, tiles, () => this.groundWanted.emit()));
    });
  }

  /** What is asked about in the middle: the vehicle and the stop, or the whole run where one of them is missing. */
  private fit(): void {
    const { stops } = this.route();
    const marker = this.marker();
    const asked = stops.find((stop) => stop.asked !== undefined);
    const wanted = marker !== null && asked !== undefined && !asked.passed ? [marker, asked] : [...stops, ...(marker === null ? [] : [marker])];
    const places = wanted.map(({ latitude, longitude }): [number, number] => [latitude, longitude]);
    if (places.length > 0) this.leaflet?.fitBounds(places, { animate: false, paddingTopLeft: [40, 34], paddingBottomRight: [110, 52], maxZoom: 15 });
  }

  private build(): void {
    this.leaflet = baseMap(this.ground().nativeElement, false, true);
    control.attribution({ prefix: false }).addTo(this.leaflet);
    this.groundLayer.addTo(this.leaflet);
    this.vehicleLayer.addTo(this.leaflet);
    this.restyle();
    const unstyle = onTheme(() => this.restyle());
    const resized = new ResizeObserver(() => {
      this.leaflet?.invalidateSize({ animate: false });
      this.fit();
    });
    resized.observe(this.host);
    this.onGone = () => {
      unstyle();
      resized.disconnect();
      this.leaflet?.remove();
    };
    this.ready.set(true);
  }
  private onGone: () => void = () => undefined;

  private restyle(): void {
    const palette = paletteOf(this.host);
    const { fontFamily } = getComputedStyle(this.host);
    this.groundLayer.restyle(palette, fontFamily);
    this.vehicleLayer.restyle(palette, fontFamily);
  }
}
