import { isAbsolute, join, resolve } from 'node:path';
import { SecretFiles, newPassword, newToken } from './secrets.js';
import { isKeepSetting, readSettings, settingNames, settings } from './settings.js';
import type { DemoMode, GroupRole, KeepSetting, SecondFactorRule, Setting, SettingName, Values } from './settings.js';

/** The folder of the project: the sources and the build are four folders below it. */
export const workspaceFolder = resolve(import.meta.dirname, '../../../..');

type Environment = Readonly<Record<string, string | undefined>>;
type LogLevel = NonNullable<Values['SIGHTLINE_LOG_LEVEL']>;

/** A line of `sightline config`. */
export interface SettingLine {
  readonly name: SettingName;
  readonly value: string;
  readonly from: 'environment' | 'default' | 'generated' | 'not set';
  readonly means: string;
}

/** What is known of the council's OpenID provider before it is asked. */
export interface SingleSignOnSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: string;
  readonly groupsClaim: string;
  /** In the council's own order: the first that fits decides. */
  readonly roles: readonly GroupRole[];
  readonly requiresMfa: boolean;
  readonly label: string;
}

/** The settings, typed and checked. Read once, at start-up; nothing else reads the environment. */
export class Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly demo: DemoMode;
  readonly origins: readonly string[];
  /** Where those outside reach us; undefined where that is the address we listen on. */
  readonly publicUrl: string | undefined;
  /** Proxies that are believed when they say who is behind them: those on this machine, and those that the settings name. */
  readonly proxies: readonly string[];
  /** Requests without a good credential that one address may make in a window. */
  readonly strangerRequests: number;
  /** Seconds within which a request is answered or given up. */
  readonly answerWithinSeconds: number;
  readonly secondFactor: SecondFactorRule;
  readonly sessionHours: number;
  readonly sessionIdleMinutes: number;
  readonly timeZone: string;
  readonly tileUrl: string | undefined;
  readonly tileAttribution: string;
  /** The council's name and the number to ring, as pages for those outside show them. */
  readonly councilName: string | undefined;
  readonly telephone: string | undefined;
  /** The number that a crew rings. */
  readonly controlTelephone: string | undefined;
  readonly positionDays: number;
  /** Days that something is kept, by the setting that says so. */
  readonly keepDays: Readonly<Record<KeepSetting, number>>;
  readonly escalationSeconds: number;
  readonly answerSeconds: number;
  /** A file of case policies and holidays, as an absolute path. */
  readonly policiesFile: string | undefined;
  /** GOV.UK Notify, where its key is set. */
  readonly notify: { readonly baseUrl: string; readonly apiKey: string; readonly smsTemplateId: string; readonly emailTemplateId: string } | undefined;
  /** The council's OpenID provider, where it is set. */
  readonly singleSignOn: SingleSignOnSettings | undefined;
  /** Whether a name and a password of ours open anything. */
  readonly localSignIn: boolean;
  readonly logLevel: LogLevel;
  private readonly secrets: SecretFiles;

  /** Throws a `SettingError` with one sentence for the first setting that cannot be used. */
  constructor(private readonly environment: Environment) {
    const values = readSettings(environment);
    const required = <T>(value: T | undefined, name: SettingName): T => {
      if (value === undefined) throw new Error(`${name} has neither a value nor a default`);
      return value;
    };
    this.port = required(values.SIGHTLINE_PORT, 'SIGHTLINE_PORT');
    this.host = required(values.SIGHTLINE_HOST, 'SIGHTLINE_HOST');
    const dataDir = required(values.SIGHTLINE_DATA_DIR, 'SIGHTLINE_DATA_DIR');
    this.dataDir = isAbsolute(dataDir) ? dataDir : resolve(this.isGiven('SIGHTLINE_DATA_DIR') ? process.cwd() : workspaceFolder, dataDir);
    this.databaseUrl = values.DATABASE_URL;
    this.demo = required(values.SIGHTLINE_DEMO, 'SIGHTLINE_DEMO');
    this.publicUrl = values.SIGHTLINE_PUBLIC_URL;
    this.origins = [...required(values.SIGHTLINE_ORIGINS, 'SIGHTLINE_ORIGINS'), ...(this.publicUrl === undefined ? [] : [this.publicUrl])];
    this.proxies = ['loopback', ...required(values.SIGHTLINE_TRUSTED_PROXIES, 'SIGHTLINE_TRUSTED_PROXIES')];
    this.strangerRequests = required(values.SIGHTLINE_STRANGER_REQUESTS, 'SIGHTLINE_STRANGER_REQUESTS');
    this.answerWithinSeconds = required(values.SIGHTLINE_ANSWER_WITHIN_SECONDS, 'SIGHTLINE_ANSWER_WITHIN_SECONDS');
    this.secondFactor = required(values.SIGHTLINE_SECOND_FACTOR, 'SIGHTLINE_SECOND_FACTOR');
    this.sessionHours = required(values.SIGHTLINE_SESSION_HOURS, 'SIGHTLINE_SESSION_HOURS');
    this.sessionIdleMinutes = required(values.SIGHTLINE_SESSION_IDLE_MINUTES, 'SIGHTLINE_SESSION_IDLE_MINUTES');
    this.timeZone = required(values.SIGHTLINE_TIME_ZONE, 'SIGHTLINE_TIME_ZONE');
    this.tileUrl = values.SIGHTLINE_TILE_URL;
    this.tileAttribution = required(values.SIGHTLINE_TILE_ATTRIBUTION, 'SIGHTLINE_TILE_ATTRIBUTION');
    this.councilName = values.SIGHTLINE_COUNCIL_NAME;
    this.telephone = values.SIGHTLINE_TELEPHONE;
    this.controlTelephone = values.SIGHTLINE_CONTROL_TELEPHONE ?? values.SIGHTLINE_TELEPHONE;
    this.positionDays = required(values.SIGHTLINE_POSITION_DAYS, 'SIGHTLINE_POSITION_DAYS');
    this.keepDays = Object.fromEntries(settingNames.flatMap((name) => (isKeepSetting(name) ? [[name, required(values[name], name)]] : []))) as Record<KeepSetting, number>;
    this.escalationSeconds = required(values.SIGHTLINE_ESCALATION_SECONDS, 'SIGHTLINE_ESCALATION_SECONDS');
    this.answerSeconds = required(values.SIGHTLINE_ANSWER_SECONDS, 'SIGHTLINE_ANSWER_SECONDS');
    this.policiesFile = values.SIGHTLINE_POLICIES === undefined ? undefined : resolve(values.SIGHTLINE_POLICIES);
    this.notify = values.NOTIFY_API_KEY === undefined ? undefined : {
      baseUrl: required(values.NOTIFY_BASE_URL, 'NOTIFY_BASE_URL'),
      apiKey: values.NOTIFY_API_KEY,
      smsTemplateId: required(values.NOTIFY_SMS_TEMPLATE_ID, 'NOTIFY_SMS_TEMPLATE_ID'),
      emailTemplateId: required(values.NOTIFY_EMAIL_TEMPLATE_ID, 'NOTIFY_EMAIL_TEMPLATE_ID'),
    };
    this.singleSignOn = values.OIDC_ISSUER === undefined ? undefined : {
      issuer: values.OIDC_ISSUER,
      clientId: required(values.OIDC_CLIENT_ID, 'OIDC_CLIENT_ID'),
      clientSecret: required(values.OIDC_CLIENT_SECRET, 'OIDC_CLIENT_SECRET'),
      scopes: required(values.OIDC_SCOPES, 'OIDC_SCOPES'),
      groupsClaim: required(values.OIDC_GROUPS_CLAIM, 'OIDC_GROUPS_CLAIM'),
      roles: required(values.OIDC_ROLES, 'OIDC_ROLES'),
      requiresMfa: values.OIDC_REQUIRE_MFA === 'on',
      label: required(values.OIDC_LABEL, 'OIDC_LABEL'),
    };
    this.localSignIn = values.SIGHTLINE_LOCAL_SIGN_IN !== 'off';
    this.logLevel = required(values.SIGHTLINE_LOG_LEVEL, 'SIGHTLINE_LOG_LEVEL');
    this.secrets = new SecretFiles(join(this.dataDir, 'secrets'));
    this.given = { demoPassword: values.SIGHTLINE_DEMO_PASSWORD, feedToken: values.SIGHTLINE_FEED_TOKEN, linkKey: values.SIGHTLINE_LINK_KEY, auditKey: values.SIGHTLINE_AUDIT_KEY, pseudonymKey: values.SIGHTLINE_PSEUDONYM_KEY };
  }

  private readonly given: { demoPassword: string | undefined; feedToken: string | undefined; linkKey: string | undefined; auditKey: string | undefined; pseudonymKey: string | undefined };
  private readonly generated = new Map<string, string>();

  /** The token that machines send to the doors. */
  get feedToken(): string {
    return this.given.feedToken ?? this.secret('feed-token', newToken);
  }

  /** The one password of all demonstration accounts. */
  get demoPassword(): string {
    return this.given.demoPassword ?? this.secret('demo-password', newPassword);
  }

  /** Signs public links. */
  get linkKey(): string {
    return this.given.linkKey ?? this.secret('link-key', newToken);
  }

  /** Seals the audit. */
  get auditKey(): string {
    return this.given.auditKey ?? this.secret('audit-key', newToken);
  }

  /** Makes the pseudonyms of what leaves the product. */
  get pseudonymKey(): string {
    return this.given.pseudonymKey ?? this.secret('pseudonym-key', newToken);
  }

  /** The embedded database's own password. */
  get databasePassword(): string {
    return this.secret('database-password', newToken);
  }

  /** The key that families' passwords, and what single sign-on keeps of a session, are sealed with: whoever has the database alone cannot read them. */
  get sealingKey(): string {
    return this.secret('sealing-key', newToken);
  }

  /** The key that secrets of second factors are encrypted with: the database alone makes nobody's codes. */
  get secondFactorKey(): string {
    return this.secret('second-factor-key', newToken);
  }

  /** Where a generated demonstration password can be read; undefined where it was given. */
  get demoPasswordFile(): string | undefined {
    return this.given.demoPassword === undefined ? this.secrets.pathOf('demo-password') : undefined;
  }

  /** Generates what was not given and is not there yet, so that whoever needs a secret finds its file. */
  generateSecrets(): void {
    void [this.feedToken, this.demoPassword, this.linkKey, this.auditKey, this.pseudonymKey];
  }

  /** The address at which a browser on this machine finds `port`. */
  urlAt(port: number): string {
    const everywhere = ['0.0.0.0', '::'].includes(this.host);
    const host = everywhere ? 'localhost' : this.host.includes(':') ? `[${this.host}]` : this.host;
    return `http://${host}:${port}`;
  }

  /** Every setting with where its value comes from; secrets are masked. */
  describe(): SettingLine[] {
    return settingNames.map((name) => {
      const { means, otherwise, secret }: Setting<unknown> = settings[name];
      const isGenerated = ['SIGHTLINE_FEED_TOKEN', 'SIGHTLINE_DEMO_PASSWORD', 'SIGHTLINE_LINK_KEY', 'SIGHTLINE_AUDIT_KEY', 'SIGHTLINE_PSEUDONYM_KEY'].includes(name);
      if (this.isGiven(name)) return { name, value: secret ? '••••••••' : (this.environment[name] ?? '').trim(), from: 'environment', means };
      if (isGenerated) return { name, value: '••••••••', from: 'generated', means };
      if (name === 'SIGHTLINE_DATA_DIR') return { name, value: this.dataDir, from: 'default', means };
      return { name, value: otherwise ?? '', from: otherwise === undefined ? 'not set' : 'default', means };
    });
  }

  private isGiven(name: SettingName): boolean {
    return (this.environment[name] ?? '').trim() !== '';
  }

  private secret(name: string, generate: () => string): string {
    const known = this.generated.get(name) ?? this.secrets.read(name, generate);
    this.generated.set(name, known);
    return known;
  }
}

let loaded: Config | undefined;

/** The settings of this process, read at the first call. Throws a `SettingError`. */
export function loadConfig(): Config {
  loaded ??= new Config(process.env);
  return loaded;
}
