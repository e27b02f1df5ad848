import { InjectionToken } from '@angular/core';
import type { ClientToServer, ServerToClient } from '@sightline/contracts';
import { livePath } from '@sightline/contracts';
import type { Socket } from 'socket.io-client';

/** The part of a socket that the live client uses: a fake one stands in for it in specs. */
export type LiveSocket = Pick<Socket<ServerToClient, ClientToServer>, 'on' | 'off' | 'emit' | 'connect' | 'disconnect' | 'connected' | 'active'> & {
  timeout: Socket<ServerToClient, ClientToServer>['timeout'];
};

/** Opens a socket that is not connected yet. Loaded when it is first needed: the sign-in page does without. */
export const OPEN_SOCKET = new InjectionToken<() => Promise<LiveSocket>>('opens the socket of the live client', {
  providedIn: 'root',
  factory: () => async () => {
    const { io } = await import('socket.io-client');
    return io({
      path: livePath,
      transports: ['websocket'],
      autoConnect: false,
      withCredentials: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
      randomizationFactor: 0.5,
    });
  },
});
