import type { EffectCleanupRegisterFn } from '@angular/core';
import { DestroyRef, ElementRef, afterNextRender, effect, inject, signal } from '@angular/core';
import type { Signal } from '@angular/core';
import type { Map as LeafletMap } from 'leaflet';
import type { Tiles } from './base-map';
import { layTiles, onTheme } from './base-map';
import type { CanvasLayer } from './canvas-layer';
import type { GroundLayer } from './ground-layer';
import { paletteOf } from './sprites';

/** What a component draws: a map, and from below what lies on it. */
export interface Drawn {
  readonly leaflet: LeafletMap;
  readonly layers: readonly [GroundLayer, ...CanvasLayer[]];
}

/**
 * The map of the component that calls this, from its first rendering until it goes: over its tiles, in the reader's theme
 * and as large as its host. `blocked` hears that the tiles do not come.
 */
export class OpenMap {
  private readonly drawn = signal<Drawn | null>(null);

  constructor(draw: () => Drawn, tiles: Signal<Tiles | null>, blocked: () => void) {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => {
      const { leaflet, layers } = draw();
      this.close = stand(leaflet, layers, host);
      this.drawn.set({ leaflet, layers });
    });
    inject(DestroyRef).onDestroy(() => this.close());
    effect((onCleanup) => {
      const drawn = this.drawn();
      const of = tiles();
      if (drawn !== null) onCleanup(layTiles(drawn.leaflet, drawn.layers[0], of, blocked));
    });
  }
  private close = (): void => undefined;

  /** Null until there is one. */
  get leaflet(): LeafletMap | null {
    return this.drawn()?.leaflet ?? null;
  }

  /** Does this as soon as there is a map, and again whenever a signal that it read changes. */
  whenOpen(work: (onCleanup: EffectCleanupRegisterFn) => void): void {
    effect((onCleanup) => {
      if (this.drawn() !== null) work(onCleanup);
    });
  }
}

function stand(leaflet: LeafletMap, layers: Drawn['layers'], host: HTMLElement): () => void {
  const restyle = (): void => {
    const palette = paletteOf(host);
    const { fontFamily } = getComputedStyle(host);
    for (const layer of layers) layer.restyle(palette, fontFamily);
  };
  for (const layer of layers) layer.addTo(leaflet);
  restyle();
  const unstyle = onTheme(restyle);
  const resized = new ResizeObserver(() => leaflet.invalidateSize({ animate: false }));
  resized.observe(host);
  return () => {
    unstyle();
    resized.disconnect();
    leaflet.remove();
  };
}
