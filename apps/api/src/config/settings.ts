import * as z from 'zod';
import { commaSeparated, isOrigin, isTimeZone, secretText, setting, webAddress, wholeNumber } from './setting.js';
import type { Setting } from './setting.js';
import { singleSignOnSettings } from './single-sign-on.settings.js';

export type { Setting } from './setting.js';
export type { GroupRole } from './single-sign-on.settings.js';

/** How much of the demonstration there is: accounts and feed, the accounts alone, or nothing. */
export const demoModes = ['on', 'accounts', 'off'] as const;
export type DemoMode = (typeof demoModes)[number];

/** Whose role needs a second factor. */
export const secondFactorRules = ['optional', 'admin', 'all'] as const;
export type SecondFactorRule = (typeof secondFactorRules)[number];

const keepDays = (means: string, otherwise: string) => setting({ means, allowed: 'a whole number from 1 to 36500', value: wholeNumber(1, 36_500), otherwise });

/** Every setting that the product reads, in the order in which `sightline config` lists them. */
export const settings = {
  SIGHTLINE_PORT: setting({
    means: 'port of pages, doors and sockets',
    allowed: 'a whole number from 0 (any free port) to 65535',
    value: wholeNumber(0, 65_535),
    otherwise: '3000',
  }),
  SIGHTLINE_HOST: setting({
    means: 'address to listen on; 0.0.0.0 for all',
    allowed: 'an address or a host name of this machine',
    value: z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/),
    otherwise: '127.0.0.1',
  }),
  SIGHTLINE_DATA_DIR: setting({
    means: 'folder of the embedded database, generated secrets and logs',
    allowed: 'a path to a folder, which may not exist yet',
    value: z.string().min(1).refine((path) => !path.includes('\0')),
    otherwise: '.data',
  }),
  DATABASE_URL: setting({
    means: 'PostgreSQL to use in place of the embedded one',
    allowed: 'an address such as postgresql://user:password@host:5432/name',
    value: webAddress(['postgres:', 'postgresql:']),
    secret: true,
  }),
  SIGHTLINE_DEMO: setting({
    means: 'on: demonstration accounts and feed; accounts: the accounts alone; off: neither',
    allowed: 'on, accounts or off',
    value: z.enum(demoModes),
    otherwise: 'on',
  }),
  SIGHTLINE_DEMO_PASSWORD: setting({
    means: 'password of the demonstration accounts',
    allowed: '8 to 500 visible ASCII characters',
    value: secretText(8),
    secret: true,
  }),
  SIGHTLINE_FEED_TOKEN: setting({
    means: 'token that machines send to the doors',
    allowed: '8 to 500 visible ASCII characters',
    value: secretText(8),
    secret: true,
  }),
  SIGHTLINE_ORIGINS: setting({
    means: 'origins of our pages beside the address asked, such as a proxy in front, separated by commas',
    allowed: 'origins such as https://sightline.example.gov.uk, separated by commas',
    value: z.string().transform(commaSeparated).pipe(z.array(z.string().refine(isOrigin))),
    otherwise: '',
  }),
  SIGHTLINE_TRUSTED_PROXIES: setting({
    means: 'proxies in front of Sightline, beside those on this machine: they are believed when they say who is behind them',
    allowed: 'addresses or networks such as 10.1.2.3 or 10.1.0.0/16, separated by commas',
    value: z.string().transform(commaSeparated).pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))),
    otherwise: '',
  }),
  SIGHTLINE_STRANGER_REQUESTS: setting({
    means: 'requests without a good credential that one address may make in ten seconds',
    allowed: 'a whole number from 10 to 1000000',
    value: wholeNumber(10, 1_000_000),
    otherwise: '300',
  }),
  SIGHTLINE_ANSWER_WITHIN_SECONDS: setting({
    means: 'seconds after which a request that has no answer is given up; files have fifteen times as long',
    allowed: 'a whole number from 1 to 600',
    value: wholeNumber(1, 600),
    otherwise: '60',
  }),
  SIGHTLINE_PUBLIC_URL: setting({
    means: 'address under which families, schools, operators and crews reach Sightline; links begin with it',
    allowed: 'an http or https address without a path, such as https://sightline.example.gov.uk',
    value: z.string().refine((text) => isOrigin(text) && /^https?:/.test(text)),
  }),
  SIGHTLINE_LINK_KEY: setting({
    means: 'key that signs public links (generated unless given); a new one makes every link void',
    allowed: '32 to 500 visible ASCII characters',
    value: secretText(32),
    secret: true,
  }),
  SIGHTLINE_AUDIT_KEY: setting({
    means: 'key that seals the audit (generated unless given); it must outlive the database it seals',
    allowed: '32 to 500 visible ASCII characters',
    value: secretText(32),
    secret: true,
  }),
  SIGHTLINE_PSEUDONYM_KEY: setting({
    means: 'key of the pseudonyms in exported files (generated unless given); with a new one later files do not match earlier ones',
    allowed: '32 to 500 visible ASCII characters',
    value: secretText(32),
    secret: true,
  }),
  SIGHTLINE_SECOND_FACTOR: setting({
    means: 'who must set up a second factor before anything else opens: nobody, administrators, or everyone with a local account (docs/accounts.md)',
    allowed: 'optional, admin or all',
    value: z.enum(secondFactorRules),
    otherwise: 'optional',
  }),
  SIGHTLINE_SESSION_HOURS: setting({
    means: 'hours after which a session ends whatever happens',
    allowed: 'a whole number from 1 to 24',
    value: wholeNumber(1, 24),
    otherwise: '12',
  }),
  SIGHTLINE_SESSION_IDLE_MINUTES: setting({
    means: 'minutes without an open page after which a session ends',
    allowed: 'a whole number from 5 to 720',
    value: wholeNumber(5, 720),
    otherwise: '60',
  }),
  SIGHTLINE_TIME_ZONE: setting({
    means: "the council's time zone",
    allowed: 'a name of the IANA time zone database, such as Europe/London, or an offset such as +01:00',
    value: z.string().refine(isTimeZone),
    otherwise: 'Europe/London',
  }),
  SIGHTLINE_TILE_URL: setting({
    means: 'map tiles; without it the map draws streets from the data alone',
    allowed: 'an http or https address with {z}, {x} and {y} in it',
    value: webAddress(['http:', 'https:']).refine((url) => ['{z}', '{x}', '{y}'].every((part) => url.includes(part))),
  }),
  SIGHTLINE_TILE_ATTRIBUTION: setting({
    means: 'whose map it is, shown in its corner',
    allowed: 'up to 200 characters',
    value: z.string().max(200),
    otherwise: '© OpenStreetMap contributors',
  }),
  SIGHTLINE_COUNCIL_NAME: setting({
    means: "the council's name, on the pages for families and schools",
    allowed: 'up to 100 characters',
    value: z.string().max(100),
  }),
  SIGHTLINE_TELEPHONE: setting({
    means: 'the number that families and schools ring; their pages have a button for it',
    allowed: 'a telephone number: 3 to 30 digits, spaces, brackets, hyphens and a leading +',
    value: z.string().regex(/^\+?[\d ()-]{3,30}$/),
  }),
  SIGHTLINE_CONTROL_TELEPHONE: setting({
    means: "the control room's number, on the pages of crews; without it they have SIGHTLINE_TELEPHONE",
    allowed: 'a telephone number: 3 to 30 digits, spaces, brackets, hyphens and a leading +',
    value: z.string().regex(/^\+?[\d ()-]{3,30}$/),
  }),
  SIGHTLINE_POSITION_DAYS: setting({
    means: 'days that positions of vehicles are kept',
    allowed: 'a whole number from 1 to 3650',
    value: wholeNumber(1, 3650),
    otherwise: '30',
  }),
  // How long what is known of people is kept: docs/retention.md
  SIGHTLINE_KEEP_CHILD_DAYS: keepDays("days that a child's or a guide's record is kept after they left: their last day, or no run of theirs and no word of them since", '365'),
  SIGHTLINE_KEEP_RUN_DAYS: keepDays('days that runs, their stop calls, alerts and who was ticked off are kept after the service date', '1095'),
  SIGHTLINE_KEEP_WORDS_DAYS: keepDays('days that notes about runs and alerts, and words at a handover, are kept', '400'),
  SIGHTLINE_KEEP_CALL_DAYS: keepDays('days that the words of a logged call and what was known then are kept', '400'),
  SIGHTLINE_KEEP_NUMBER_DAYS: keepDays("days that a caller's telephone number is kept", '30'),
  SIGHTLINE_KEEP_LOOK_UP_DAYS: keepDays('days that a look-up of a child is kept', '400'),
  SIGHTLINE_KEEP_MESSAGE_DAYS: keepDays('days that the address, words and link of a message are kept; that it went, and why, is kept with its run', '90'),
  SIGHTLINE_KEEP_CASE_DAYS: keepDays('days that it is kept why a time limit of a case moved; the case itself stays, by reference, for its figures', '2190'),
  SIGHTLINE_KEEP_LINK_DAYS: keepDays('days that a public link is kept after it ended', '30'),
  SIGHTLINE_KEEP_SESSION_DAYS: keepDays('days that a session is kept after it ended', '90'),
  SIGHTLINE_KEEP_AUDIT_DAYS: keepDays('days that the audit is kept', '2190'),
  SIGHTLINE_KEEP_IMPORT_DAYS: keepDays('days that the log of imports and the quarantine are kept', '400'),
  SIGHTLINE_KEEP_HELD_DAYS: keepDays('days that a closed case still holds back what it is about', '30'),
  SIGHTLINE_ESCALATION_SECONDS: setting({
    means: 'seconds after which a safeguarding alert that nobody has acknowledged goes to the managers and the wall',
    allowed: 'a whole number from 1 to 3600',
    value: wholeNumber(1, 3600),
    otherwise: '180',
  }),
  SIGHTLINE_ANSWER_SECONDS: setting({
    means: 'seconds within which a call should be answered: T of the service levels (docs/telephony.md)',
    allowed: 'a whole number from 1 to 3600',
    value: wholeNumber(1, 3600),
    otherwise: '20',
  }),
  SIGHTLINE_POLICIES: setting({
    means: 'file with case policies and bank holidays of the council\'s own, over those that Sightline carries (docs/case-policies.md)',
    allowed: 'a path to a JSON file',
    value: z.string().min(1).refine((path) => !path.includes('\0')),
  }),
  SIGHTLINE_LOG_LEVEL: setting({
    means: 'least severity that goes to the standard error stream; the log file has more',
    allowed: 'error, warn, info or debug',
    value: z.enum(['error', 'warn', 'info', 'debug']),
    otherwise: 'warn',
  }),
  ...singleSignOnSettings,
  NOTIFY_API_KEY: setting({
    means: 'GOV.UK Notify key: messages to families, schools and operators leave by it (docs/messages.md); never in a demonstration',
    allowed: 'the key that GOV.UK Notify gave',
    value: z.string().min(1).max(500),
    secret: true,
  }),
  NOTIFY_SMS_TEMPLATE_ID: setting({
    means: 'template of text messages at GOV.UK Notify, with ((message)) in it',
    allowed: 'the ID of a template, as GOV.UK Notify shows it',
    value: z.uuid(),
  }),
  NOTIFY_EMAIL_TEMPLATE_ID: setting({
    means: 'template of emails at GOV.UK Notify, with ((about)) in its subject and ((message)) in it',
    allowed: 'the ID of a template, as GOV.UK Notify shows it',
    value: z.uuid(),
  }),
  NOTIFY_BASE_URL: setting({
    means: 'where GOV.UK Notify is asked',
    allowed: 'an http or https address without a slash at its end',
    value: webAddress(['https:', 'http:']).refine((url) => !url.endsWith('/')),
    otherwise: 'https://api.notifications.service.gov.uk',
  }),
};

export type SettingName = keyof typeof settings;
/** The settings that say how many days something is kept. */
export type KeepSetting = Extract<SettingName, `SIGHTLINE_KEEP_${string}`> | 'SIGHTLINE_POSITION_DAYS';
type ValueOf<S> = S extends Setting<infer T> ? T : never;
export type Values = { readonly [N in SettingName]: ValueOf<(typeof settings)[N]> | undefined };
export const settingNames = Object.keys(settings) as SettingName[];
export const isKeepSetting = (name: SettingName): name is KeepSetting => name.startsWith('SIGHTLINE_KEEP_') || name === 'SIGHTLINE_POSITION_DAYS';

/** A setting that cannot be used. The message is one sentence for a person, and never quotes a secret. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

/** Reads and checks every setting; an empty variable is one that was not given. Throws {@link SettingError}. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Values {
  const values: Record<string, unknown> = {};
  for (const name of settingNames) {
    const { value, otherwise, allowed, secret }: Setting<unknown> = settings[name];
    const given = environment[name];
    const text = given === undefined || given.trim() === '' ? otherwise : given.trim();
    if (text === undefined) continue;
    const result = value.safeParse(text);
    if (!result.success) throw new SettingError(`${name} is ${secret ? 'set to something' : `"${text}", which is a value`} that Sightline cannot use: it must be ${allowed}.`);
    values[name] = result.data;
  }
  const singleSignOn = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLES'].filter((name) => values[name] !== undefined);
  if (singleSignOn.length > 0 && singleSignOn.length < 4) {
    throw new SettingError(`${singleSignOn.join(' and ')} alone cannot be used: single sign-on needs OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_ROLES together.`);
  }
  if (values['SIGHTLINE_LOCAL_SIGN_IN'] === 'off' && singleSignOn.length === 0) {
    throw new SettingError('SIGHTLINE_LOCAL_SIGN_IN is "off", which would let nobody in: it must be on where there is no single sign-on (OIDC_ISSUER).');
  }
  if (values['NOTIFY_API_KEY'] !== undefined) {
    const missing = ['NOTIFY_SMS_TEMPLATE_ID', 'NOTIFY_EMAIL_TEMPLATE_ID'].filter((name) => values[name] === undefined);
    if (missing.length > 0) throw new SettingError(`NOTIFY_API_KEY alone cannot be used: GOV.UK Notify needs ${missing.join(' and ')} too.`);
  }
  return values as Values;
}
