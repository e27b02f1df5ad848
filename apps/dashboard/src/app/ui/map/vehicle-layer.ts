import { CanvasLayer } from './canvas-layer';
import type { MapView } from './mercator';
import type { Palette } from './sprites';
import type { Scene } from './vehicle-painter';
import { VehiclePainter } from './vehicle-painter';
import type { VehicleStore } from './vehicle-store';

const halfPixel = 0.5;
const longestWait = 80;

/** The vehicles over the map: frames follow each other only while something glides. */
export class VehicleLayer extends CanvasLayer {
  private painter: VehiclePainter | null = null;
  private pausedAt: number | null = null;
  /** Told after each frame: how many of how many shown vehicles are in view. */
  onCount: (inView: number, shown: number) => void = () => undefined;
  /** Asked before each frame for where a followed vehicle is. */
  onFrame: (at: number) => void = () => undefined;

  constructor(
    private readonly store: VehicleStore,
    private readonly scene: Omit<Scene, 'at'>,
    private readonly size: number,
  ) {
    super('vehicles', 450);
  }

  get inView(): number {
    return this.painter?.inView ?? 0;
  }
  get shown(): number {
    return this.painter?.shown ?? 0;
  }

  override restyle(palette: Palette, family: string): void {
    this.painter = new VehiclePainter(palette, devicePixelRatio, this.size, family);
    this.schedule();
  }

  pause(paused: boolean): void {
    if (paused === (this.pausedAt !== null)) return;
    this.pausedAt = paused ? performance.now() : null;
    this.schedule();
  }

  /** The run at a point of the map's container. */
  hit(x: number, y: number): string | null {
    const view = this.view();
    return view === null ? null : (this.painter?.hit(view, this.store, this.time(performance.now()), x, y) ?? null);
  }

  time(at: number): number {
    return this.pausedAt ?? at;
  }

  protected override draw(context: CanvasRenderingContext2D, view: MapView, frameAt: number): number {
    if (this.painter === null) return Number.POSITIVE_INFINITY;
    const at = this.time(frameAt);
    this.painter.paint(context, view, this.store, { ...this.scene, at });
    this.onCount(this.painter.inView, this.painter.shown);
    this.onFrame(at);
    if (this.pausedAt !== null || at >= this.store.movesUntil) return Number.POSITIVE_INFINITY;
    // Nothing is drawn more often than the fastest vehicle moves by half a pixel: a city seen from afar costs little.
    const pixelsPerMillisecond = this.store.fastest(at) * view.scale;
    return Math.min(longestWait, halfPixel / Math.max(pixelsPerMillisecond, 1e-9));
  }
}
