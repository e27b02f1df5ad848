/**
 * GTFS-Realtime 2.0 messages as far as we publish them, with the field names and enum words of the official schema in
 * its JavaScript form. Times in POSIX seconds. Source: GTFS Realtime Reference, gtfs-realtime.proto.
 */
export interface TripDescriptor {
  readonly tripId: string;
  readonly startDate: string;
  readonly routeId: string;
  readonly scheduleRelationship: 'SCHEDULED' | 'CANCELED';
}

export interface VehicleDescriptor {
  readonly id: string;
}

export interface VehiclePositionMessage {
  readonly trip: TripDescriptor;
  readonly vehicle: VehicleDescriptor;
  readonly position: { readonly latitude: number; readonly longitude: number; readonly bearing?: number; readonly speed?: number };
  readonly currentStopSequence: number;
  readonly stopId: string;
  readonly currentStatus: 'IN_TRANSIT_TO' | 'STOPPED_AT';
  readonly timestamp: number;
}

export interface StopTimeEvent {
  readonly time: number;
  readonly delay: number;
  readonly uncertainty: number;
}

export interface StopTimeUpdate {
  readonly stopSequence: number;
  readonly stopId: string;
  readonly arrival?: StopTimeEvent;
  readonly departure?: StopTimeEvent;
  readonly scheduleRelationship: 'SCHEDULED' | 'NO_DATA';
}

export interface TripUpdateMessage {
  readonly trip: TripDescriptor;
  readonly vehicle?: VehicleDescriptor;
  readonly stopTimeUpdate: readonly StopTimeUpdate[];
  readonly timestamp: number;
}

interface Translated {
  readonly translation: readonly [{ readonly text: string; readonly language: 'en-GB' }];
}

export interface AlertMessage {
  readonly activePeriod: readonly { readonly start: number; readonly end?: number }[];
  readonly informedEntity: readonly ({ readonly trip: TripDescriptor } | { readonly routeId: string } | { readonly stopId: string })[];
  readonly cause: string;
  readonly effect: string;
  readonly headerText: Translated;
  readonly descriptionText: Translated;
}

export type FeedEntity =
  | { readonly id: string; readonly vehicle: VehiclePositionMessage }
  | { readonly id: string; readonly tripUpdate: TripUpdateMessage }
  | { readonly id: string; readonly alert: AlertMessage };

export interface FeedMessage {
  readonly header: { readonly gtfsRealtimeVersion: '2.0'; readonly incrementality: 'FULL_DATASET'; readonly timestamp: number };
  readonly entity: readonly FeedEntity[];
}

/** The three feeds, made of one picture at one moment. */
export interface RealtimeFeeds {
  readonly 'vehicle-positions': FeedMessage;
  readonly 'trip-updates': FeedMessage;
  readonly alerts: FeedMessage;
}
export type RealtimeFeedName = keyof RealtimeFeeds;

export const posix = (milliseconds: number): number => Math.floor(milliseconds / 1000);
export const translated = (text: string): Translated => ({ translation: [{ text, language: 'en-GB' }] });
