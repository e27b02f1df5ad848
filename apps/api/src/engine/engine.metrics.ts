import { Gauge, Histogram, register } from 'prom-client';

/** Seconds; the promise is 0.05, so the steps are close around it. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** What operations can see of the engine's ticks: how long each took, database and all, and the longest since the start. */
export function engineMetrics(): { tickTook(milliseconds: number): void } {
  // Tests start several apps in a process, and a metric can be registered once.
  for (const name of ['sightline_engine_tick_seconds', 'sightline_engine_longest_tick_seconds']) register.removeSingleMetric(name);
  const ticks = new Histogram({ name: 'sightline_engine_tick_seconds', help: 'How long a tick of the engine took, from its begin to its commit and publishing', buckets });
  const longest = new Gauge({ name: 'sightline_engine_longest_tick_seconds', help: 'The longest tick since the start' });
  let most = 0;
  return {
    tickTook: (milliseconds) => {
      ticks.observe(milliseconds / 1000);
      most = Math.max(most, milliseconds);
      longest.set(most / 1000);
    },
  };
}
