import { directions, messageChannels, passengerBanners, passengerNeeds, schoolPhases } from './transport.js';

/** How the text of a cell is read. Dates: `2026-11-10` or `10/11/2026`. Lists are parted by `|`, `;` or `,`. */
export type CellKind = 'text' | 'number' | 'whole' | 'yes-no' | 'date' | 'time' | 'list' | 'periods' | 'weekdays';

/** A column of a CSV that Sightline takes: the one place from which its reading, its template and its documentation come. */
export interface ImportColumn {
  /** As the template writes it. Case, spaces and punctuation do not matter when it is read. */
  readonly name: string;
  /** Other names that it is known by. */
  readonly also?: readonly string[];
  /** Where in the record it goes: `bellTimes.starts`. */
  readonly path: string;
  readonly cell: CellKind;
  readonly oneOf?: readonly string[];
  /** Needed for a row that is new; a known one keeps what it has. */
  readonly needed?: true;
  /** What a new row has where the cell is empty. */
  readonly otherwise?: string | boolean | readonly string[];
  readonly words: string;
  readonly example: string;
}

export interface ImportKind {
  readonly label: string;
  readonly words: string;
  /** The name of the record's own reference: the column that says which record a row is about. */
  readonly key: string;
  readonly columns: readonly ImportColumn[];
}

const column = (name: string, path: string, cell: CellKind, words: string, example: string, more: Partial<ImportColumn> = {}): ImportColumn => ({ name, path, cell, words, example, ...more });
const ref = (name: string, words: string, example: string, more: Partial<ImportColumn> = {}): ImportColumn =>
  column(name, name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), 'text', words, example, more);

/** Every kind of CSV, in the order in which a council loads them. */
export const importKinds = {
  schools: {
    label: 'Schools',
    words: 'Schools with their bell times and terms.',
    key: 'schoolRef',
    columns: [
      ref('school_ref', 'your own reference of the school', 'S-101', { needed: true, also: ['school id', 'urn'] }),
      column('name', 'name', 'text', 'as people say it', 'Beechwood School', { needed: true, also: ['school', 'school name'] }),
      column('latitude', 'latitude', 'number', 'degrees north, WGS 84', '52.4801', { needed: true, also: ['lat'] }),
      column('longitude', 'longitude', 'number', 'degrees east, WGS 84; west is negative', '-1.8901', { needed: true, also: ['lon', 'lng', 'long'] }),
      column('gates_open', 'bellTimes.opens', 'time', 'from when children may be let in', '08:35', { also: ['opens'] }),
      column('day_starts', 'bellTimes.starts', 'time', 'the morning bell', '08:50', { needed: true, also: ['starts', 'bell start', 'morning bell'] }),
      column('day_ends', 'bellTimes.ends', 'time', 'the afternoon bell', '15:20', { needed: true, also: ['ends', 'bell end', 'afternoon bell'] }),
      column('terms', 'terms', 'periods', 'first..last day of each term, parted by |', '2026-09-02..2026-10-23|2026-11-02..2026-12-18', { also: ['term dates'] }),
      column('area', 'area', 'text', 'the area it is counted in', 'North'),
      column('email', 'email', 'text', 'where messages about its runs go', 'office@beechwood.example', { also: ['school email'] }),
      column('phase', 'phase', 'text', 'decides how long a child may be aboard', 'primary', { oneOf: schoolPhases }),
    ],
  },
  operators: {
    label: 'Operators',
    words: 'The companies that run the vehicles.',
    key: 'operatorRef',
    columns: [
      ref('operator_ref', 'your own reference of the operator; in a GTFS feed its agency_id', 'OP-1', { needed: true, also: ['operator id'] }),
      column('name', 'name', 'text', 'as people say it', 'Redway Coaches', { needed: true, also: ['operator', 'operator name'] }),
      column('telephone', 'telephone', 'text', 'whom the control room rings', '0121 496 0000', { also: ['phone', 'tel'] }),
      column('email', 'email', 'text', 'where messages go', 'control@redway.example'),
    ],
  },
  vehicles: {
    label: 'Vehicles',
    words: 'The vehicles and what they can carry.',
    key: 'vehicleRef',
    columns: [
      ref('vehicle_ref', 'your own reference of the vehicle, as its tracker sends it', 'V-12', { needed: true, also: ['vehicle id', 'fleet number'] }),
      ref('operator_ref', 'whose it is', 'OP-1', { also: ['operator'] }),
      column('registration', 'registration', 'text', 'its number plate', 'ZZ26 ABC', { also: ['reg', 'number plate'] }),
      column('seats', 'seats', 'whole', 'places to sit', '16'),
      column('wheelchair_places', 'wheelchairPlaces', 'whole', 'places for a wheelchair', '2', { also: ['wheelchairs'] }),
    ],
  },
  assistants: {
    label: 'Guides',
    words: 'Passenger assistants, with their training.',
    key: 'assistantRef',
    columns: [
      ref('assistant_ref', 'your own reference of the guide', 'G-7', { needed: true, also: ['guide ref', 'assistant id', 'guide id'] }),
      column('name', 'name', 'text', 'shown to the control room', 'Sam Example', { also: ['guide', 'guide name'] }),
      column('telephone', 'telephone', 'text', 'where the control room rings', '0121 496 0010', { also: ['phone', 'tel', 'mobile'] }),
      ref('operator_ref', 'who employs them, where it is not the council', 'OP-1', { also: ['operator'] }),
      column('training', 'training', 'list', 'courses that they hold, parted by |', 'harness|first aid'),
      column('latitude', 'latitude', 'number', 'where they start from; degrees north', '52.4712', { also: ['lat', 'home latitude'] }),
      column('longitude', 'longitude', 'number', 'where they start from; degrees east', '-1.9021', { also: ['lon', 'lng', 'long', 'home longitude'] }),
    ],
  },
  passengers: {
    label: 'Children',
    words: 'The children who travel, their route, and what they need.',
    key: 'passengerRef',
    columns: [
      ref('passenger_ref', 'a reference that says nothing of the child by itself', 'P-1001', { needed: true, also: ['child ref', 'pupil ref', 'passenger id'] }),
      column('name', 'name', 'text', 'kept in a record that can be erased', 'Robin Example', { also: ['child', 'child name', 'pupil name'] }),
      column('birth_date', 'birthDate', 'date', 'date of birth', '2017-05-14', { also: ['date of birth', 'dob'] }),
      column('postcode', 'postcode', 'text', 'of the home', 'ZZ1 1ZZ', { also: ['home postcode'] }),
      ref('school_ref', 'where they go', 'S-101', { needed: true, also: ['school'] }),
      ref('route_ref', 'the route they travel on; in a GTFS feed its route_id', 'R-12', { needed: true, also: ['route'] }),
      ref('boarding_stop_ref', 'where they get on in the morning', 'STOP-3', { also: ['boarding stop', 'pick up'] }),
      ref('alighting_stop_ref', 'where they get off in the morning', 'STOP-9', { also: ['alighting stop', 'drop off'] }),
      column('needs', 'needs', 'list', 'what the vehicle must have, parted by |', 'harness|booster', { oneOf: passengerNeeds, otherwise: [] }),
      column('assistant_required', 'assistantRequired', 'yes-no', 'whether a guide must be aboard', 'yes', { needed: true, also: ['guide required', 'needs guide'] }),
      column('banner', 'banner', 'text', 'a warning that everyone who opens the record sees', '', { oneOf: passengerBanners, also: ['flag'] }),
    ],
  },
  guardians: {
    label: 'Guardians',
    words: 'Who answers for a child, and how they are told.',
    key: 'guardianRef',
    columns: [
      ref('guardian_ref', 'your own reference of the guardian', 'GU-55', { needed: true, also: ['guardian id', 'parent ref'] }),
      column('passenger_refs', 'passengerRefs', 'list', 'the children, parted by |', 'P-1001|P-1002', { needed: true, also: ['children', 'passengers', 'passenger ref'] }),
      column('relationship', 'relationship', 'text', 'to the children', 'mother', { needed: true }),
      column('name', 'name', 'text', 'kept in a record that can be erased', 'Alex Example', { also: ['guardian', 'guardian name'] }),
      column('telephones', 'telephones', 'list', 'in the order in which they are rung, parted by |', '0121 496 0020', { otherwise: [], also: ['telephone', 'phone', 'mobile'] }),
      column('email', 'email', 'text', 'where messages go, where they go by email', 'alex@family.example', { also: ['email address'] }),
      column('password', 'password', 'text', 'the word that a caller must know', '', { also: ['caller password'] }),
      column('messages', 'messages', 'text', 'how they want to be told', 'sms', { oneOf: messageChannels, otherwise: 'none' }),
    ],
  },
  assignments: {
    label: 'Assignments',
    words: 'Vehicle, driver and guide of a run, or of a route from now on.',
    key: '',
    columns: [
      ref('run_ref', 'one run, such as T12:20261110; leave empty for a route', '', { also: ['run'] }),
      ref('route_ref', 'every run of this route that fits the columns after it', 'R-12', { also: ['route'] }),
      column('direction', 'direction', 'text', 'only runs of this direction', 'to-school', { oneOf: directions }),
      column('weekdays', 'weekdays', 'weekdays', 'only on these days: mon|tue, mon-fri', 'mon-fri', { also: ['days'] }),
      column('from', 'from', 'date', 'from this service date', '2026-11-10', { also: ['from date', 'start date', 'service date', 'date'] }),
      column('until', 'until', 'date', 'until this service date', '2026-12-18', { also: ['until date', 'to', 'end date'] }),
      ref('vehicle_ref', 'which vehicle', 'V-12', { also: ['vehicle'] }),
      ref('driver_ref', 'which driver', 'D-4', { also: ['driver'] }),
      ref('assistant_ref', 'which guide', 'G-7', { also: ['guide', 'guide ref', 'assistant'] }),
    ],
  },
  devices: {
    label: 'Devices',
    words: 'Telephones and trackers that send positions. Each new one gets a secret, which is shown this once.',
    key: 'name',
    columns: [
      column('name', 'name', 'text', 'how the device is called', 'tracker-12', { needed: true, also: ['device', 'device name'] }),
      ref('vehicle_ref', 'the vehicle that it rides in; or else', 'V-12', { also: ['vehicle'] }),
      ref('assistant_ref', 'the guide who carries it', '', { also: ['guide', 'guide ref', 'assistant'] }),
    ],
  },
} as const satisfies Record<string, ImportKind>;

export type CsvKind = keyof typeof importKinds;
export const csvKinds = Object.keys(importKinds) as CsvKind[];
export const isCsvKind = (kind: string): kind is CsvKind => Object.hasOwn(importKinds, kind);

/** What an import is at. `refused`: the file had problems and changed nothing. `failed`: it was interrupted; sending it again completes it. */
export const importStates = ['running', 'done', 'refused', 'failed'] as const;
export type ImportState = (typeof importStates)[number];

/** A cell that says only this erases what is known; an empty one leaves it. */
export const eraseMark = '-';

/** Files of casework: a spreadsheet of cases, and the bank holidays as GOV.UK publishes them. */
export const caseworkFileKinds = ['cases', 'bank-holidays'] as const;

/** Largest files: bytes, rows, and the problems that are told one by one. */
export const importLimits = { csvBytes: 5 * 1024 * 1024, csvRows: 20_000, sheetBytes: 25 * 1024 * 1024, sheetRows: 200_000, planRows: 5000, holidayBytes: 1024 * 1024, gtfsBytes: 100 * 1024 * 1024, problems: 1000 } as const;
