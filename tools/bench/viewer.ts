import { WebSocket } from 'ws';

/** `sightline`: the live gateway's fleet; `tutorial`: Socket.IO with an event per position; `ws`: nothing but a websocket. */
export type ViewerKind = 'sightline' | 'tutorial' | 'ws';

export interface Viewing {
  readonly kind: ViewerKind;
  readonly url: string;
  readonly headers?: Record<string, string>;
}

const paths: Record<ViewerKind, string> = {
  sightline: '/live/?EIO=4&transport=websocket',
  tutorial: '/socket.io/?EIO=4&transport=websocket',
  ws: '',
};
const deliveries: Record<ViewerKind, string> = { sightline: '42["delta"', tutorial: '42["position"', ws: '' };
const longestMark = 13;

/**
 * Opens a viewer; resolves when deliveries may come. Speaks just enough Engine.IO 4 and Socket.IO 5: a full client in
 * each of hundreds of viewers would cost more than the server that is measured.
 */
export function openViewer({ kind, url, headers }: Viewing, onDelivery: (data: Buffer) => void): Promise<void> {
  const socket = new WebSocket(url.replace('http', 'ws') + paths[kind], { perMessageDeflate: false, headers });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    if (kind === 'ws') socket.on('open', () => resolve());
    socket.on('message', (data: Buffer) => {
      const start = data.toString('latin1', 0, longestMark);
      if (start.startsWith(deliveries[kind])) return onDelivery(data);
      if (start === '2') socket.send('3');
      else if (start.startsWith('40') && kind === 'sightline') socket.send('420["subscribe",{"topic":"fleet"}]');
      else if (start.startsWith('430') || start.startsWith('40')) resolve();
      else if (start.startsWith('0')) socket.send('40');
      else if (start.startsWith('44')) reject(new Error(`the server refused a viewer: ${data.toString()}`));
    });
  });
}
