export type NodeEnv = 'development' | 'test' | 'production';
export type ProcessRole = 'all' | 'api' | 'worker';
export type Isolation = 'role' | 'schema';
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

export interface DatabaseConfig {
  /** When absent, FieldPilot runs its own PostgreSQL in the data folder. */
  readonly url?: string;
  readonly platformUrl?: string;
  readonly appUrl?: string;
  readonly isolation: Isolation;
  readonly poolSize: number;
}

export interface Secrets {
  readonly jwt: string;
  readonly cursor: string;
  readonly encryption: string;
  /** The one before, while what it encrypted is being encrypted anew. */
  readonly previousEncryption?: string | undefined;
}

/** `quota` calls at once, refilled over `seconds`. */
export interface Rate {
  readonly quota: number;
  readonly seconds: number;
}

export interface MailConfig {
  /** The server that mails are handed to. When absent they are kept in a table. */
  readonly smtpUrl?: string | undefined;
  /** The address that mails come from; the name beside it is the brand's. */
  readonly from: { readonly address: string };
}

/** A bucket of a server that speaks S3. */
export interface S3Config {
  readonly bucket: string;
  readonly region: string;
  /** Of servers other than Amazon's. */
  readonly endpoint?: string | undefined;
  /** When absent the machine has them, as those of Amazon do. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

export interface StorageConfig {
  /** When absent, files lie in the data folder. */
  readonly s3?: S3Config | undefined;
}

/** Payments by Stripe. */
export interface StripeConfig {
  readonly secretKey: string;
  /** What Stripe signs its events with; two while one is exchanged for the other. */
  readonly webhookSecrets: readonly string[];
  /** Where the API of Stripe is, when not at Stripe. */
  readonly apiBase?: string | undefined;
}

export interface LimitsConfig {
  /** When false, no calls are counted or refused, and no response has headers about limits. */
  readonly enabled: boolean;
  /** All users of a tenant together. */
  readonly tenant: Rate;
  /** Each user and API key. */
  readonly principal: Rate;
  /** Each network address, on public routes and for refused credentials. */
  readonly network: Rate;
}

export interface SignUpConfig {
  /** When false, only operators open accounts. */
  readonly enabled: boolean;
  /** How many schemas lie ready, so that so many sign-ups at once need not wait for one. */
  readonly spareSchemas: number;
  /** Attempts of a network address. */
  readonly network: Rate;
  /** Accounts of one mailbox, however it is spelt. */
  readonly mailbox: Rate;
  /** Accounts of one e-mail domain. */
  readonly domain: Rate;
  /** Accounts of one provider of free mail, where everybody may have an address. */
  readonly freeMail: Rate;
  /** Accounts of all providers of disposable addresses together. */
  readonly disposable: Rate;
}

/** The parsed environment, created by `loadConfig` and injected by this class. */
export class AppConfig {
  readonly nodeEnv: NodeEnv;
  readonly role: ProcessRole;
  readonly host: string;
  /** 0 selects any free port. */
  readonly port: number;
  /** The public address of FieldPilot, without a slash at the end. */
  readonly publicUrl?: string;
  /** Absolute path. */
  readonly dataDir: string;
  readonly demo: boolean;
  readonly logLevel: LogLevel;
  /** A tenant's host is `<slug>.<baseDomain>`. */
  readonly baseDomain: string;
  /** Whom to ask about domains, instead of the servers that the machine asks. */
  readonly dnsServers: readonly string[];
  readonly database: DatabaseConfig;
  readonly secrets: Secrets;
  readonly mail: MailConfig;
  /** Whether webhooks may lead to this very machine, by http as well: for development. */
  readonly webhooksToLoopback: boolean;
  readonly storage: StorageConfig;
  /** When absent, operators assign plans and issue invoices by hand. */
  readonly stripe?: StripeConfig | undefined;
  readonly limits: LimitsConfig;
  readonly signUp: SignUpConfig;
  readonly generation: { readonly tickSeconds: number };
  readonly corsOrigins: readonly string[];
  /** Addresses, networks or fastify's names of the proxies whose X-Forwarded-* headers are trusted. */
  readonly trustedProxies: readonly string[];

  constructor(values: Config) {
    Object.assign(this, values);
  }
}

export type Config = Pick<AppConfig, keyof AppConfig>;
