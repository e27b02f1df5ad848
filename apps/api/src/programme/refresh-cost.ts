import { Histogram, register } from 'prom-client';

/** What it costs to read the measures, and to work the programme's page out anew, in milliseconds. */
export function refreshCost(): { readonly time: <T>(step: 'measures' | 'page', work: () => T) => T } {
  const name = 'sightline_programme_refresh_milliseconds';
  // Tests start several apps in a process, and a metric can be registered once.
  register.removeSingleMetric(name);
  const cost = new Histogram({ name, help: 'Reading the live measures, and working out what changed on the programme page', labelNames: ['step'], buckets: [1, 2, 5, 10, 20, 50, 100, 250] });
  return {
    time: (step, work) => {
      const began = performance.now();
      const result = work();
      cost.observe({ step }, performance.now() - began);
      return result;
    },
  };
}
