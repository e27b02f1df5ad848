import type { Map as LeafletMap } from 'leaflet';
import { control, map as createMap, tileLayer } from 'leaflet';
import type { GroundLayer } from './ground-layer';

export interface Tiles {
  url: string;
  attribution: string;
}

/** An empty map. Nobody touches a wall: then no key, no dragging, no scale. */
export function baseMap(element: HTMLElement, interactive: boolean, still: boolean): LeafletMap {
  const leaflet = createMap(element, { zoomControl: false, attributionControl: false, keyboard: interactive, dragging: interactive, scrollWheelZoom: interactive, doubleClickZoom: interactive, touchZoom: interactive, boxZoom: interactive, zoomSnap: 0.25, zoomDelta: 1, wheelPxPerZoomLevel: 90, zoomAnimation: !still, fadeAnimation: !still, minZoom: 8, maxZoom: 19 });
  leaflet.setView([52.8, -1.6], 8);
  if (interactive) {
    control.attribution({ prefix: false }).addTo(leaflet);
    control.scale({ imperial: false }).addTo(leaflet);
  }
  return leaflet;
}

/** Puts tiles under everything, or says once that they do not come: our own routes show through where no tile is. Returns how to take them away. */
export function layTiles(leaflet: LeafletMap, ground: GroundLayer, tiles: Tiles | null, blocked: () => void): () => void {
  ground.plain = tiles === null;
  ground.schedule();
  if (tiles === null) return () => undefined;
  const layer = tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 19 }).addTo(leaflet);
  layer.once('tileerror', () => {
    ground.plain = true;
    ground.schedule();
    blocked();
  });
  return () => layer.remove();
}

/** Calls when the theme changes, by the reader's choice or the system's. Returns how to stop. */
export function onTheme(changed: () => void): () => void {
  const theme = matchMedia('(prefers-color-scheme: dark)');
  theme.addEventListener('change', changed);
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    theme.removeEventListener('change', changed);
    observer.disconnect();
  };
}
