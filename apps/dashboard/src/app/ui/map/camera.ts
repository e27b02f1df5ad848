import type { Map as LeafletMap } from 'leaflet';
import { boundsOf, latitudeOf, longitudeOf } from './places';
import type { VehicleStore } from './vehicle-store';

/** Where a map stands. Degrees; `zoom` as tiles have it. */
export interface Viewport {
  latitude: number;
  longitude: number;
  zoom: number;
}

/** A movement so soon after the reader's hand was on the map is the reader's. Milliseconds. */
const handLasts = 1500;

/** What the map looks at: everything once, a run taken in hand, a followed one, or where the reader moved it. */
export class Camera {
  private framed = false;
  private handAt = Number.NEGATIVE_INFINITY;
  /** Told where the map stands after the reader moved it. */
  onMoved: (viewport: Viewport) => void = () => undefined;

  constructor(
    private readonly leaflet: LeafletMap,
    private readonly store: VehicleStore,
  ) {
    const container = leaflet.getContainer();
    for (const type of ['wheel', 'pointermove', 'keydown', 'dblclick', 'touchmove'] as const) {
      container.addEventListener(type, (event) => {
        if (!(event instanceof PointerEvent) || event.buttons > 0) this.touched();
      }, { passive: true });
    }
    leaflet.on('moveend', () => {
      if (performance.now() - this.handAt < handLasts) this.onMoved(this.viewport());
    });
  }

  /** What moves next does so by the reader's hand. */
  touched(): void {
    this.handAt = performance.now();
  }

  viewport(): Viewport {
    const { lat, lng } = this.leaflet.getCenter();
    return { latitude: lat, longitude: lng, zoom: this.leaflet.getZoom() };
  }

  /** Goes where a URL says, unless it is there already. */
  go({ latitude, longitude, zoom }: Viewport): void {
    this.framed = true;
    const now = this.viewport();
    const near = Math.abs(now.latitude - latitude) < 2e-4 && Math.abs(now.longitude - longitude) < 2e-4 && Math.abs(now.zoom - zoom) < 0.02;
    if (!near) this.leaflet.setView([latitude, longitude], zoom, { animate: false });
  }

  /** Shows everything there is, once. Padding in CSS pixels. */
  frame(padding: number, top: number): void {
    if (this.framed || this.store.count < 2) return;
    const bounds = boundsOf(this.store);
    if (bounds === null) return;
    this.framed = true;
    this.leaflet.fitBounds(bounds, { animate: false, paddingTopLeft: [padding, top], paddingBottomRight: [padding, padding] });
  }

  /** A run taken in hand comes into view. */
  reveal(runRef: string | null, at: number): void {
    const place = this.placeOf(runRef, at);
    if (place !== null) this.leaflet.panInside(place, { padding: [110, 110], animate: !this.store.still });
  }

  keepUp(runRef: string | null, at: number): void {
    const place = this.placeOf(runRef, at);
    if (place !== null) this.leaflet.panTo(place, { animate: false });
  }

  private placeOf(runRef: string | null, at: number): [number, number] | null {
    const row = runRef === null ? undefined : this.store.rowOf(runRef);
    return row === undefined ? null : [latitudeOf(this.store.y(row, at)), longitudeOf(this.store.x(row, at))];
  }
}
