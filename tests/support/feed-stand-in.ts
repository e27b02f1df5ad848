import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import bindings from 'gtfs-realtime-bindings';

const { FeedMessage } = bindings.transit_realtime;

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A stand-in for a source of others': answers each path as it is told to, and remembers how it was asked. */
export interface StandIn {
  readonly url: string;
  /** What each path was asked with, in order. */
  readonly asked: (path: string) => IncomingMessage[];
  answer(path: string, answer: Answer): void;
  stop(): Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
  const answers = new Map<string, Answer>();
  const asked: IncomingMessage[] = [];
  const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? '';
  const server = createServer((request, response) => {
    asked.push(request);
    const answer = answers.get(pathOf(request));
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: (path) => asked.filter((request) => pathOf(request) === path),
    answer: (path, answer) => void answers.set(path, answer),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A vehicle of a GTFS-Realtime feed, `ageSeconds` ago. */
export const vehicleEntity = (id: string, ageSeconds: number, more: object = {}): object => ({
  id: `e-${id}`,
  vehicle: { vehicle: { id }, timestamp: Math.floor(Date.now() / 1000) - ageSeconds, position: { latitude: 52.48, longitude: -1.9, bearing: 90, speed: 8 }, ...more },
});

export const gtfsRealtime = (entity: readonly object[], header: object = {}): Buffer<ArrayBuffer> =>
  Buffer.from(FeedMessage.encode(FeedMessage.fromObject({ header: { gtfsRealtimeVersion: '2.0', incrementality: 'FULL_DATASET', timestamp: Math.floor(Date.now() / 1000), ...header }, entity: [...entity] })).finish());

/** A SIRI delivery of the vehicles that are given as the inside of their journeys. */
export const siriVm = (journeys: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Siri xmlns="http://www.siri.org.uk/siri" version="2.0"><ServiceDelivery><ResponseTimestamp>${new Date().toISOString()}</ResponseTimestamp><VehicleMonitoringDelivery>${journeys
    .map((inner) => `<VehicleActivity><RecordedAtTime>${new Date(Date.now() - 5000).toISOString()}</RecordedAtTime><MonitoredVehicleJourney>${inner}</MonitoredVehicleJourney></VehicleActivity>`)
    .join('')}</VehicleMonitoringDelivery></ServiceDelivery></Siri>`;

export const siriVehicle = (vehicle: string, more = ''): string =>
  `<OperatorRef>RDGW</OperatorRef><VehicleRef>${vehicle}</VehicleRef><VehicleLocation><Longitude>-1.9</Longitude><Latitude>52.48</Latitude></VehicleLocation>${more}`;
