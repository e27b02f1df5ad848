import { Counter, Gauge, register } from 'prom-client';

/** A metric that may be made again in the same process: the tests start several apps. */
const fresh = <M>(name: string, make: () => M): M => {
  register.removeSingleMetric(name);
  return make();
};

/** What operations can see of the live side. `queued` reads the bytes that wait for each socket. */
export function liveMetrics(queued: () => Iterable<number>, viewers: () => number) {
  fresh('sightline_socket_queued_bytes', () => new Gauge({
    name: 'sightline_socket_queued_bytes',
    help: 'Bytes that wait in the api for the slowest socket',
    collect() {
      let most = 0;
      for (const bytes of queued()) most = Math.max(most, bytes);
      this.set(most);
    },
  }));
  fresh('sightline_socket_queued_bytes_sum', () => new Gauge({
    name: 'sightline_socket_queued_bytes_sum',
    help: 'Bytes that wait in the api for all sockets together',
    collect() {
      let sum = 0;
      for (const bytes of queued()) sum += bytes;
      this.set(sum);
    },
  }));
  fresh('sightline_sockets', () => new Gauge({
    name: 'sightline_sockets',
    help: 'Connected viewers',
    collect() {
      this.set(viewers());
    },
  }));
  const resets = fresh('sightline_socket_resets_total', () => new Counter({
    name: 'sightline_socket_resets_total',
    help: 'Snapshots sent to viewers that could not keep up',
  }));
  return { resets };
}
