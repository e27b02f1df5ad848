/**
 * The vehicle shapes, drawn once: the same on the map, in the queue, the drawer, the legend and the wall.
 * Coordinates lie on a 24 × 24 grid around 0, 0, heading up. Colours are names of our tokens.
 */
export type GlyphKind = 'on-time' | 'standing' | 'late' | 'off' | 'wrong-school' | 'signal-lost' | 'not-started' | 'no-guide' | 'cancelled' | 'overlong' | 'arrived';

export interface GlyphPart {
  d: string;
  /** A token, or `hatch` for hatching in the mute colour. */
  fill?: string;
  stroke?: string;
  width?: number;
  dash?: readonly [number, number];
}

export interface Glyph {
  label: string;
  /** Only a moving vehicle with a fresh fix points anywhere. */
  points: boolean;
  /** Which of two near markers keeps its label; also the drawing order, greater on top. */
  weight: number;
  parts: readonly GlyphPart[];
}

const disc = (r: number): string => `M${-r} 0a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`;

export const glyphs: Record<GlyphKind, Glyph> = {
  'on-time': {
    label: 'On time',
    points: true,
    weight: 2,
    parts: [{ d: 'M0-11.5L4.4-4.4A6.2 6.2 0 1 1-4.4-4.4Z', fill: 'v-ok', stroke: 'v-ok-edge', width: 1.2 }],
  },
  standing: { label: 'On time, standing', points: false, weight: 2, parts: [{ d: disc(6.2), fill: 'v-ok', stroke: 'v-ok-edge', width: 1.2 }] },
  late: {
    label: 'Late, with minutes',
    points: true,
    weight: 6,
    parts: [{ d: 'M0-12L4.6-6.6H6.6V6.6H-6.6V-6.6H-4.6Z', fill: 'v-warn', stroke: 'v-warn-edge', width: 1.3 }],
  },
  off: {
    label: 'Stalled or off route',
    points: false,
    weight: 8,
    parts: [
      { d: 'M0-9.2L9.2 0 0 9.2-9.2 0Z', fill: 'v-warn', stroke: 'v-warn-edge', width: 1.3 },
      { d: 'M0-4.4V1.2M0 3.1V4.9', stroke: 'v-warn-edge', width: 2 },
    ],
  },
  'wrong-school': {
    label: 'Wrong school, or a child unaccounted for',
    points: false,
    weight: 10,
    parts: [
      { d: 'M-4.2-10H4.2L10-4.2V4.2L4.2 10H-4.2L-10 4.2V-4.2Z', fill: 'v-crit', stroke: 'v-crit-edge', width: 1.5 },
      { d: 'M0-5.8V1.4M0 3.6V5.8', stroke: 'v-crit-edge', width: 2.3 },
    ],
  },
  'no-guide': {
    label: 'No guide',
    points: false,
    weight: 9,
    parts: [
      { d: 'M0 8.6L-8.8-6.4H8.8Z', fill: 'v-warn', stroke: 'v-warn-edge', width: 1.3 },
      { d: 'M-3.4-2.6H3.4', stroke: 'v-warn-edge', width: 2 },
    ],
  },
  'signal-lost': { label: 'Signal lost', points: false, weight: 5, parts: [{ d: disc(7), fill: 'hatch', stroke: 'v-mute', width: 1.5, dash: [3, 2] }] },
  'not-started': { label: 'Not started', points: false, weight: 4, parts: [{ d: 'M-5.6-5.6H5.6V5.6H-5.6Z', fill: 'v-mute-fill', stroke: 'ink-2', width: 1.6 }] },
  overlong: {
    label: 'Too long aboard',
    points: false,
    weight: 7,
    parts: [
      { d: disc(7.4), fill: 'v-warn', stroke: 'v-warn-edge', width: 1.3 },
      { d: 'M0-4V.4L3 2.4', stroke: 'v-warn-edge', width: 1.7 },
    ],
  },
  cancelled: {
    label: 'Cancelled',
    points: false,
    weight: 3,
    parts: [
      { d: disc(7), fill: 'v-mute-fill', stroke: 'crit', width: 1.7 },
      { d: 'M-3-3L3 3M3-3L-3 3', stroke: 'crit', width: 1.9 },
    ],
  },
  arrived: {
    label: 'Arrived',
    points: false,
    weight: 1,
    parts: [
      { d: disc(4.2), fill: 'v-mute-fill', stroke: 'v-mute', width: 1.2 },
      { d: 'M-1.9 .1L-.5 1.6 2.1-1.5', stroke: 'v-mute', width: 1.2 },
    ],
  },
};

/** In the order of the legend: the shapes that can be on the map. */
export const legendKinds: readonly GlyphKind[] = ['on-time', 'late', 'wrong-school', 'off', 'overlong', 'no-guide', 'signal-lost', 'not-started', 'cancelled', 'arrived'];
export const glyphKinds = Object.keys(glyphs) as GlyphKind[];

/** A school's flag, on a 16 × 16 grid around 0, 0. */
export const schoolFlag = { pole: 'M-4 7V-6.5', cloth: 'M-4-6.5H6L3.4-3 6 .5H-4Z' } as const;
