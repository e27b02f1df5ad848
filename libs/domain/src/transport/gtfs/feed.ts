/** A file of a feed as it was read: its header, its rows, and the line in the file on which each row begins. */
export interface GtfsTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
}
/** The files of a feed by their names, such as `stop_times.txt`. */
export type GtfsFiles = ReadonlyMap<string, GtfsTable>;

/** What is wrong with a feed, by file and line. Line 0 is the file as a whole. */
export interface GtfsProblem {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** A feed that is not taken: the first of its problems, and how many there are. */
export interface GtfsRefusal {
  readonly problems: readonly GtfsProblem[];
  readonly problemCount: number;
}

export interface GtfsStop {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** A visit to a stop: seconds after noon minus twelve hours of the service date. */
export interface GtfsStopTime {
  readonly sequence: number;
  readonly stopId: string;
  readonly arrival: number;
  readonly departure: number;
}

export interface GtfsTrip {
  readonly tripId: string;
  readonly routeId: string;
  readonly serviceId: string;
  readonly shapeId: string;
  /** The agency that runs the route; empty where the feed does not say. */
  readonly agencyId: string;
  readonly times: readonly GtfsStopTime[];
}

/** When a service runs. Dates as `YYYYMMDD`. */
export interface GtfsService {
  /** Monday first. */
  readonly weekdays: readonly boolean[];
  readonly from: string;
  readonly until: string;
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

/** A feed that was read and found sound. */
export interface GtfsFeed {
  readonly timeZone: string;
  readonly routeCount: number;
  readonly stops: ReadonlyMap<string, GtfsStop>;
  readonly trips: readonly GtfsTrip[];
  /** Encoded polylines, precision 5. */
  readonly shapes: ReadonlyMap<string, string>;
  readonly services: ReadonlyMap<string, GtfsService>;
  /** What was taken as it is, and may not be meant. */
  readonly warnings: readonly string[];
}
