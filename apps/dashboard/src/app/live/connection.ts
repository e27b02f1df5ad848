import { InjectionToken } from '@angular/core';
import type { ClientToServer, ServerToClient } from '@sightline/contracts';
import { livePath } from '@sightline/contracts';
import type { Socket } from 'socket.io-client';

/** The part of a socket that the live client uses: a fake one stands in for it in specs. */
export type LiveSocket = Pick<Socket<ServerToClient, ClientToServer>, 'on' | 'off' | 'emit' | 'connect' | 'disconnect' | 'connected' | 'active'> & {
  timeout: Socket<ServerToClient, ClientToServer>['timeout'];
};

/** How to open a socket that is not connected yet: by the session's cookie, or as the holder of a link. Its code is loaded when it is first needed. */
export const openSocket = (auth?: { readonly link: string }) => async (): Promise<LiveSocket> => {
  const { io } = await import('socket.io-client');
  return io({
    path: livePath,
    transports: ['websocket'],
    autoConnect: false,
    withCredentials: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
    randomizationFactor: 0.5,
    ...(auth !== undefined && { auth }),
  });
};

/** Opens the socket of the live client: the sign-in page does without. */
export const OPEN_SOCKET = new InjectionToken<() => Promise<LiveSocket>>('opens the socket of the live client', {
  providedIn: 'root',
  factory: () => openSocket(),
});
