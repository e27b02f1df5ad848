import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, ViewEncapsulation, input, output, viewChild } from '@angular/core';
import type { Map as LeafletMap } from 'leaflet';
import { Icon } from '../icon';
import type { Tiles } from './base-map';
import { baseMap } from './base-map';
import type { RouteInHand, School } from './ground-layer';
import { GroundLayer } from './ground-layer';
import { OpenMap } from './open-map';
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
  private readonly ground = viewChild.required<ElementRef<HTMLElement>>('ground');
  private readonly groundLayer = new GroundLayer();
  private readonly traceLayer = new TraceLayer();

  readonly trace = input.required<Trace>();
  readonly at = input.required<number>();
  readonly marker = input<TraceMarker | null>(null);
  readonly route = input<RouteInHand | null>(null);
  readonly tiles = input<Tiles | null>(null);
  readonly schools = input<readonly School[]>([]);
  readonly routes = input<readonly string[]>([]);
  readonly label = input('Map of the trace. The panel beside it says the same.');
  readonly groundWanted = output<void>();

  private readonly map = new OpenMap(() => ({ leaflet: this.draw(), layers: [this.groundLayer, this.traceLayer] }), this.tiles, () => this.groundWanted.emit());

  constructor() {
    this.map.whenOpen(() => this.groundLayer.setSchools(this.schools()));
    this.map.whenOpen(() => this.groundLayer.setRoutes(this.routes()));
    this.map.whenOpen(() => this.groundLayer.setInHand(this.route()));
    this.map.whenOpen(() => this.traceLayer.setMoment(this.at(), this.marker()));
    this.map.whenOpen(() => {
      this.traceLayer.setTrace(this.trace());
      this.fit();
    });
    this.map.whenOpen(() => this.keepInView(this.marker()));
  }

  zoom(by: number): void {
    const { leaflet } = this.map;
    leaflet?.setZoom(leaflet.getZoom() + by);
  }

  fit(): void {
    const route = this.route();
    const places = [...this.trace().pieces.flat(), ...(route?.stops ?? [])].map(({ latitude, longitude }): [number, number] => [latitude, longitude]);
    if (places.length > 0) this.map.leaflet?.fitBounds(places, { animate: false, padding: [46, 46], maxZoom: 16 });
  }

  private draw(): LeafletMap {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    return baseMap(this.ground().nativeElement, true, still);
  }

  private keepInView(marker: TraceMarker | null): void {
    if (marker !== null) this.map.leaflet?.panInside([marker.latitude, marker.longitude], { padding: [60, 60], animate: false });
  }
}
