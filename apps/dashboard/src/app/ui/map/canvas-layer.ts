import type { LeafletEvent, Map as LeafletMap, ZoomAnimEvent } from 'leaflet';
import { DomUtil, Layer } from 'leaflet';
import type { MapView } from './mercator';
import { scaleAt } from './mercator';
import type { Palette } from './sprites';

/** A canvas that covers the map and is drawn at most once an animation frame, whatever asked for it and how often. */
export abstract class CanvasLayer extends Layer {
  private canvas: HTMLCanvasElement | null = null;
  private frame = 0;
  private later: ReturnType<typeof setTimeout> | null = null;
  private centre: ReturnType<LeafletMap['getCenter']> | null = null;
  private zoom = 0;
  protected map: LeafletMap | null = null;

  protected constructor(
    private readonly pane: string,
    private readonly zIndex: number,
  ) {
    super();
  }

  /** Takes the colours and the letters of the theme in force. */
  abstract restyle(palette: Palette, family: string): void;

  /** Draws one frame. Answers after how many milliseconds another one would look different; never: Infinity. */
  protected abstract draw(context: CanvasRenderingContext2D, view: MapView, at: number): number;

  override onAdd(map: LeafletMap): this {
    this.map = map;
    const pane = map.getPane(this.pane) ?? map.createPane(this.pane);
    pane.style.zIndex = String(this.zIndex);
    pane.style.pointerEvents = 'none';
    this.canvas = DomUtil.create('canvas', 'leaflet-zoom-animated', pane);
    this.canvas.setAttribute('aria-hidden', 'true');
    this.schedule();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.frame);
    if (this.later !== null) clearTimeout(this.later);
    this.frame = 0;
    this.canvas?.remove();
    this.canvas = null;
    this.map = null;
    return this;
  }

  override getEvents(): Record<string, (event: LeafletEvent) => void> {
    return {
      move: () => this.schedule(),
      zoomend: () => this.schedule(),
      viewreset: () => this.schedule(),
      resize: () => this.schedule(),
      zoomanim: (event) => this.followZoom(event as ZoomAnimEvent),
    };
  }

  schedule(): void {
    if (this.frame !== 0 || this.canvas === null) return;
    this.frame = requestAnimationFrame((at) => {
      this.frame = 0;
      const began = performance.now();
      const wait = this.render(at);
      if (wait !== Number.POSITIVE_INFINITY) this.scheduleIn(Math.max(wait, this.rest(performance.now() - began)));
    });
  }

  private scheduleIn(milliseconds: number): void {
    if (this.later !== null) clearTimeout(this.later);
    this.later = null;
    if (milliseconds < 16) this.schedule();
    else this.later = setTimeout(() => this.schedule(), milliseconds - 8);
  }

  /** On a machine that draws slowly the map takes half of the time at most: the rest of the page stays usable. */
  private rest(took: number): number {
    return took > 8 ? 2 * took : 0;
  }

  view(): MapView | null {
    if (this.map === null) return null;
    const { min } = this.map.getPixelBounds();
    const { x: width, y: height } = this.map.getSize();
    const zoom = this.map.getZoom();
    return min === undefined ? null : { scale: scaleAt(zoom), left: min.x, top: min.y, width, height, zoom };
  }

  private render(at: number): number {
    const view = this.view();
    const context = this.canvas?.getContext('2d') ?? null;
    if (view === null || context === null || this.canvas === null || this.map === null) return Number.POSITIVE_INFINITY;
    const ratio = devicePixelRatio;
    const width = Math.round(view.width * ratio);
    const height = Math.round(view.height * ratio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.canvas.style.width = `${view.width}px`;
      this.canvas.style.height = `${view.height}px`;
    }
    this.centre = this.map.getCenter();
    this.zoom = view.zoom;
    DomUtil.setTransform(this.canvas, this.map.containerPointToLayerPoint([0, 0]), 1);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return this.draw(context, view, at);
  }

  /** While the map zooms, the picture is scaled along with the tiles; it is drawn anew at the end. */
  private followZoom({ center, zoom }: ZoomAnimEvent): void {
    const { map, canvas } = this;
    if (map === null || canvas === null || this.centre === null) return;
    const scale = map.getZoomScale(zoom, this.zoom);
    const half = map.getSize().divideBy(2);
    const origin = map.project(center, zoom).subtract(half).add(DomUtil.getPosition(map.getPanes().mapPane)).round();
    DomUtil.setTransform(canvas, half.multiplyBy(-scale).add(map.project(this.centre, zoom)).subtract(origin), scale);
  }
}
