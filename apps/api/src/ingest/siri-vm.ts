import { ingestLimits } from '@sightline/contracts';
import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { numberOf } from './fix.js';
import { feedItem } from './vehicle-feed.js';
import type { FeedContext, FeedFix, FeedReading, RunHint } from './vehicle-feed.js';
import { rootOf } from './well-formed.js';

const namespace = 'http://www.siri.org.uk/siri';
const repeated = new Set(['VehicleMonitoringDelivery', 'VehicleActivity']);

/** Entities are not expanded, values stay texts, what may be repeated is always a list. */
const parser = new XMLParser({
  processEntities: false,
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: true,
  isArray: (name) => repeated.has(name),
});

const leaf = z.union([z.string(), z.object({ '#text': z.string() }).transform((element) => element['#text'])]).optional().catch(undefined);
const branch = <S extends z.ZodRawShape>(shape: S) => z.object(shape).optional().catch(undefined);
const activity = branch({
  RecordedAtTime: leaf,
  MonitoredVehicleJourney: branch({
    OperatorRef: leaf,
    VehicleRef: leaf,
    Bearing: leaf,
    Velocity: leaf,
    VehicleLocation: branch({ Longitude: leaf, Latitude: leaf }),
    FramedVehicleJourneyRef: branch({ DataFrameRef: leaf, DatedVehicleJourneyRef: leaf }),
  }),
});
type Activity = z.output<typeof activity>;
const document = z.object({
  Siri: z.object({
    ServiceDelivery: z.object({
      ResponseTimestamp: leaf,
      VehicleMonitoringDelivery: z.array(z.union([z.literal(''), z.object({ VehicleActivity: z.array(activity).optional() })])),
    }),
  }),
});

const names = {
  vehicleRef: 'MonitoredVehicleJourney.VehicleRef',
  recordedAt: 'RecordedAtTime',
  latitude: 'MonitoredVehicleJourney.VehicleLocation.Latitude',
  longitude: 'MonitoredVehicleJourney.VehicleLocation.Longitude',
  bearing: 'MonitoredVehicleJourney.Bearing',
  speedMetresPerSecond: 'MonitoredVehicleJourney.Velocity',
  runRef: 'MonitoredVehicleJourney.FramedVehicleJourneyRef',
};

/**
 * Reads a SIRI 2.0 vehicle monitoring delivery, as the Bus Open Data Service publishes them. A document type
 * declaration is refused before anything is parsed, so no entity is ever expanded. Never throws.
 * Source: CEN/TS 15531 (SIRI); velocity in metres a second, bearing in degrees clockwise from north.
 */
export function readSiriVm(bytes: Uint8Array, context: FeedContext): FeedReading {
  if (bytes.length === 0) return { unreadable: 'It is empty.' };
  const text = new TextDecoder().decode(bytes);
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(text)) return { unreadable: 'It declares a document type or entities, which a SIRI document does not need.' };
  const root = rootOf(text);
  if ('brokenAtLine' in root) return { unreadable: `It is no well-formed XML (line ${root.brokenAtLine}), or it was cut off on its way.` };
  const [prefix, local] = root.name.includes(':') ? root.name.split(':', 2) : [undefined, root.name];
  if (local !== 'Siri') return { unreadable: 'It is no SIRI document: its first element is not Siri.' };
  if (!declares(root.attributes, prefix)) return { unreadable: `Its Siri element is not in the namespace ${namespace}.` };
  let read: z.ZodSafeParseResult<z.output<typeof document>>;
  try {
    read = document.safeParse(parser.parse(text));
  } catch {
    return { unreadable: 'It is no XML that can be read.' };
  }
  if (!read.success) return { unreadable: 'It holds no vehicle monitoring delivery.' };
  const { ResponseTimestamp, VehicleMonitoringDelivery } = read.data.Siri.ServiceDelivery;
  const activities = VehicleMonitoringDelivery.flatMap((delivery) => (delivery === '' ? [] : (delivery.VehicleActivity ?? [])));
  if (activities.length > ingestLimits.events) return { unreadable: `It has more than ${ingestLimits.events.toLocaleString('en-GB')} vehicle activities.` };
  return {
    items: activities.map((each, index) => feedItem(fixOf(each), `activity ${index + 1}`, names, context)),
    ignored: 0,
    madeAt: timeOf(ResponseTimestamp),
  };
}

function fixOf(each: Activity): FeedFix {
  const journey = each?.MonitoredVehicleJourney;
  const vehicle = plain(journey?.VehicleRef);
  const operator = plain(journey?.OperatorRef);
  return {
    // A vehicle's number is only its operator's own.
    vehicleRef: vehicle === undefined || operator === undefined ? vehicle : `${operator}:${vehicle}`,
    recordedAt: each?.RecordedAtTime === undefined ? undefined : (timeOf(each.RecordedAtTime) ?? Number.NaN),
    latitude: numberOf(journey?.VehicleLocation?.Latitude),
    longitude: numberOf(journey?.VehicleLocation?.Longitude),
    bearing: measured(journey?.Bearing),
    speedMetresPerSecond: measured(journey?.Velocity),
    hint: runOf(journey?.FramedVehicleJourneyRef),
  };
}

/** The journey codes of a SIRI feed are often not those of the timetable: only a run that is known is named. */
function runOf(framed: { DataFrameRef?: string | undefined; DatedVehicleJourneyRef?: string | undefined } | undefined): RunHint | undefined {
  const journey = plain(framed?.DatedVehicleJourneyRef);
  const date = plain(framed?.DataFrameRef);
  if (journey === undefined || date === undefined) return undefined;
  return { runRef: `${journey}:${date.replaceAll('-', '')}` };
}

/** One attribute after another, as {@link rootOf} found them. Each begins where the last one ended: a name is never tried from its middle. */
const attributeOf = /\s+([^\s<>/="'&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/gy;

/** Whether a start tag declares SIRI's namespace, for everything or for its own prefix. */
function declares(attributes: string, prefix: string | undefined): boolean {
  const name = prefix === undefined ? 'xmlns' : `xmlns:${prefix}`;
  return [...attributes.matchAll(attributeOf)].some(([, attribute, double, single]) => attribute === name && (double ?? single) === namespace);
}

/** A time with its offset; one without could be any. */
function timeOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/i.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

const measured = (text: string | undefined): number | undefined => (text === undefined || text === '' ? undefined : (numberOf(text) ?? Number.NaN));

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };
/** A text with the five entities that XML always has; an empty one is none. */
const plain = (text: string | undefined): string | undefined => {
  const decoded = text?.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity).trim();
  return decoded === '' ? undefined : decoded;
};
