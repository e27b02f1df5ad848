import { isMet, median, spread } from './harness.ts';
import type { Measurement, Series } from './harness.ts';

const short = (value: number): string => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toFixed(2));
const figure = ({ name, unit, values }: Series): string => (values.length === 0 ? '–' : `${name} ${short(median(values))} ${unit}`);

/** The measurements as a table for a terminal: medians, the ratio with its spread, and whether the promise is kept. */
export function table(measurements: readonly Measurement[]): string {
  const rows = [
    ['', 'Sightline', 'yardstick', 'ratio', 'lowest–highest', 'target', ''],
    ...measurements.map((measurement) => {
      const { what, product, yardstick, ratios, target, atMost } = measurement;
      const [lowest, highest] = spread(ratios);
      const sign = atMost === true ? '≤' : '≥';
      return [what, figure(product), figure(yardstick), short(median(ratios)), `${short(lowest)}–${short(highest)}`, `${sign} ${short(target)}`, isMet(measurement) ? 'met' : 'MISSED'];
    }),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

/** The measurements as contracts.md has them: median ratios, the number of pairs, and each ratio's lowest and highest. */
export function asJson(measurements: readonly Measurement[], pairs: number): string {
  const ratios = Object.fromEntries(measurements.map(({ ratio, ratios: all }) => [ratio, median(all)]));
  const spreads = Object.fromEntries(measurements.map(({ ratio, ratios: all }) => [ratio, spread(all)]));
  return JSON.stringify({ ratios, pairs, spread: spreads });
}
