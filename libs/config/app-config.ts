export type NodeEnv = 'development' | 'test' | 'production';
export type ProcessRole = 'all' | 'api' | 'worker';
export type Isolation = 'role' | 'schema';
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

export interface DatabaseConfig {
  /** Absent: FieldPilot runs its own PostgreSQL in the data folder. */
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
}

/** So many calls at once, and as many again in so many seconds. */
export interface Rate {
  readonly quota: number;
  readonly seconds: number;
}

export interface LimitsConfig {
  /** False: nobody is counted or held back, and no answer speaks of limits. */
  readonly enabled: boolean;
  /** All of a tenant together. */
  readonly tenant: Rate;
  /** Each user and API key. */
  readonly principal: Rate;
  /** Each network address, on routes that take no credential and where one is refused. */
  readonly network: Rate;
}

/** The parsed environment; injected by this class, made by `loadConfig`. */
export class AppConfig {
  readonly nodeEnv: NodeEnv;
  readonly role: ProcessRole;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The address people reach FieldPilot at, without a slash at the end. */
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
  readonly limits: LimitsConfig;
  readonly generation: { readonly tickSeconds: number };
  readonly corsOrigins: readonly string[];
  /** Addresses, networks or fastify's names whose X-Forwarded-* headers are believed. */
  readonly trustedProxies: readonly string[];

  constructor(values: Config) {
    Object.assign(this, values);
  }
}

export type Config = Pick<AppConfig, keyof AppConfig>;
