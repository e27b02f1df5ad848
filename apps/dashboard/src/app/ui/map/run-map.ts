import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, ViewEncapsulation, input, output, viewChild } from '@angular/core';
import type { Map as LeafletMap } from 'leaflet';
import { control } from 'leaflet';
import type { Tiles } from './base-map';
import { baseMap } from './base-map';
import type { RouteInHand } from './ground-layer';
import { GroundLayer } from './ground-layer';
import { OpenMap } from './open-map';
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
  private readonly ground = viewChild.required<ElementRef<HTMLElement>>('ground');
  private readonly groundLayer = new GroundLayer();
  private readonly vehicleLayer = new TraceLayer();

  readonly route = input.required<RouteInHand>();
  readonly marker = input<TraceMarker | null>(null);
  readonly tiles = input<Tiles | null>(null);
  readonly routes = input<readonly string[]>([]);
  readonly groundWanted = output<void>();

  private readonly map = new OpenMap(() => ({ leaflet: this.draw(), layers: [this.groundLayer, this.vehicleLayer] }), this.tiles, () => this.groundWanted.emit());

  constructor() {
    this.map.whenOpen(() => this.groundLayer.setRoutes(this.routes()));
    this.map.whenOpen(() => this.groundLayer.setInHand(this.route()));
    this.map.whenOpen(() => this.vehicleLayer.setMoment(0, this.marker()));
    this.map.whenOpen(() => this.fit());
  }

  /** What is asked about in the middle: the vehicle and the stop, or the whole run where one of them is missing. */
  private fit(): void {
    const { stops } = this.route();
    const marker = this.marker();
    const asked = stops.find((stop) => stop.asked !== undefined);
    const wanted = marker !== null && asked !== undefined && !asked.passed ? [marker, asked] : [...stops, ...(marker === null ? [] : [marker])];
    const places = wanted.map(({ latitude, longitude }): [number, number] => [latitude, longitude]);
    if (places.length > 0) this.map.leaflet?.fitBounds(places, { animate: false, paddingTopLeft: [40, 34], paddingBottomRight: [110, 52], maxZoom: 15 });
  }

  private draw(): LeafletMap {
    const leaflet = baseMap(this.ground().nativeElement, false, true);
    control.attribution({ prefix: false }).addTo(leaflet);
    return leaflet.on('resize', () => this.fit());
  }
}
