/** Requests are counted in windows of this length: milliseconds. */
export const windowMilliseconds = 10_000;

/**
 * How many requests each kind of caller may make in a window (ASVS 5.0 § 2.4.1, 6.3.1). Who has shown a good credential
 * lately is counted by it; everyone else by address, so that a made-up credential buys nothing. Behind one address may
 * be a whole council or a mobile network, which is why what is open to everybody has room. What a stranger may ask is the
 * setting SIGHTLINE_STRANGER_REQUESTS.
 */
export const requestLimits = {
  /** Pages, scripts and pictures: nothing of them is about anybody. By address. */
  page: 3_000,
  /** Whether we are alive, asked by whatever watches us: it must hear the truth when its address is busy. By address. */
  health: 3_000,
  /** A person's session: a page asks a few times a second; an office that pastes a plan asks more often for a while. */
  account: 2_000,
  /** A public link, beside what its own gate allows. */
  link: 300,
  /** A device: one that comes back after ten minutes without a network sends what it kept, fix by fix. */
  device: 300,
  /** Devices that name themselves in the body, which nobody reads before it is let in. By address. */
  'device-address': 3_000,
  /** Machines with a feed token: a batch is one request, and one event a request is slow but allowed. */
  feed: 20_000,
} as const satisfies Record<string, number>;
export type CallerKind = keyof typeof requestLimits | 'stranger';

/** Longest that a request may take to arrive, and its headers alone, in milliseconds: a slow sender holds no place for ever. */
export const arrivalMilliseconds = { request: 60_000, headers: 15_000 } as const;

/** Files and large batches may take this much longer to be answered than anything else: imports wait for the engine. */
export const patientRoutes = /^\/api\/(imports|events|ingest|rights)\b/;
export const patienceFactor = 15;
