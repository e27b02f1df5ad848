import { ChangeDetectionStrategy, Component, DestroyRef, ElementRef, ViewEncapsulation, afterNextRender, effect, inject, input, output, signal, viewChild } from '@angular/core';
import type { Map as LeafletMap } from 'leaflet';
import { Icon } from '../icon';
import type { Tiles } from './base-map';
import { baseMap, layTiles, onTheme } from './base-map';
import type { RouteInHand, School } from './ground-layer';
import { GroundLayer } from './ground-layer';
import { paletteOf } from './sprites';
import type { Trace, TraceMarker } from './trace-layer';
import { TraceLayer } from './trace-layer';

/** The map of one run's trace at a moment. Its equivalent in words stands beside it. */
@Component({
  selector: 'sl-trace-map',
  imports: [Icon],
  template: `
    <div class="ground" #ground role="region" [attr.aria-label]="label()"></div>
    <div class="tools">
      <button type="button" aria-label="Zoom in" (click)="zoom(1)"><sl-icon name="plus" /></button>
      <button type="button" aria-label="Zoom out" (click)="zoom(-1)"><sl-icon name="minus" /></button>
      <button type="button" aria-label="Show the whole run" (click)="fit()"><sl-icon name="target" /></button>
    </div>
  `,
  styleUrl: './trace-map.scss',
  encapsulation: ViewEncapsulation.None,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TraceMap {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly ground = viewChild.required<ElementRef<HTMLElement>>('ground');
  private leaflet: LeafletMap | null = null;
  private readonly groundLayer = new GroundLayer();
  private readonly traceLayer = new TraceLayer();
  private readonly ready = signal(false);

  readonly trace = input.required<Trace>();
  readonly at = input.required<number>();
  readonly marker = input<TraceMarker | null>(null);
  readonly route = input<RouteInHand | null>(null);
  readonly tiles = input<Tiles | null>(null);
  readonly schools = input<readonly School[]>([]);
  readonly routes = input<readonly string[]>([]);
  readonly label = input('Map of the trace. The panel beside it says the same.');
  readonly groundWanted = output<void>();

  constructor() {
    const whenReady = (work: () => void): void => void effect(() => {
      if (this.ready()) work();
    });
    afterNextRender(() => this.build());
    inject(DestroyRef).onDestroy(() => this.onGone());
    whenReady(() => this.groundLayer.setSchools(this.schools()));
    whenReady(() => this.groundLayer.setRoutes(this.routes()));
    whenReady(() => this.groundLayer.setInHand(this.route()));
    whenReady(() => this.traceLayer.setMoment(this.at(), this.marker()));
    whenReady(() => {
      this.traceLayer.setTrace(this.trace());
      this.fit();
    });
    whenReady(() => this.keepInView(this.marker()));
    effect((onCleanup) => {
      const tiles = this.tiles();
      if (this.ready() && this.leaflet !== null) onCleanup(layTiles(this.leaflet, this.groundLayer, tiles, () => this.groundWanted.emit()));
    });
  }

  zoom(by: number): void {
    this.leaflet?.setZoom(this.leaflet.getZoom() + by);
  }

  fit(): void {
    const route = this.route();
    const places = [...this.trace().pieces.flat(), ...(route?.stops ?? [])].map(({ latitude, longitude }): [number, number] => [latitude, longitude]);
    if (places.length > 0) this.leaflet?.fitBounds(places, { animate: false, padding: [46, 46], maxZoom: 16 });
  }

  private build(): void {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.leaflet = baseMap(this.ground().nativeElement, true, still);
    this.groundLayer.addTo(this.leaflet);
    this.traceLayer.addTo(this.leaflet);
    this.restyle();
    const unstyle = onTheme(() => this.restyle());
    const resized = new ResizeObserver(() => this.leaflet?.invalidateSize({ animate: false }));
    resized.observe(this.host);
    this.onGone = () => {
      unstyle();
      resized.disconnect();
      this.leaflet?.remove();
    };
    this.ready.set(true);
  }
  private onGone: () => void = () => undefined;

  private keepInView(marker: TraceMarker | null): void {
    if (marker !== null) this.leaflet?.panInside([marker.latitude, marker.longitude], { padding: [60, 60], animate: false });
  }

  private restyle(): void {
    const palette = paletteOf(this.host);
    const { fontFamily } = getComputedStyle(this.host);
    this.groundLayer.restyle(palette, fontFamily);
    this.traceLayer.restyle(palette, fontFamily);
  }
}
