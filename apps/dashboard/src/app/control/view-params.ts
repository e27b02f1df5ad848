import type { Viewport } from '../ui/map/camera';

/** Where the map stands, as the URL has it: `52.4862,-1.8904,12.5`. */
export function viewportToText({ latitude, longitude, zoom }: Viewport): string {
  return `${latitude.toFixed(4)},${longitude.toFixed(4)},${Number(zoom.toFixed(2))}`;
}

/** A URL is the reader's: what is no place on the map is no viewport. */
export function viewportFrom(text: string | null): Viewport | null {
  const [latitude, longitude, zoom, ...rest] = (text ?? '').split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (latitude === undefined || longitude === undefined || zoom === undefined || rest.length > 0) return null;
  const holds = Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180 && zoom >= 3 && zoom <= 19;
  return holds ? { latitude, longitude, zoom } : null;
}

/** `replay=1` is from the start; an instant is that moment; anything else is no replay. */
export function replayFrom(text: string | null): { at: number | null } | null {
  if (text === null || text === '') return null;
  if (text === '1') return { at: null };
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : { at };
}
export const replayToText = (at: number | null): string => (at === null ? '1' : new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'));
