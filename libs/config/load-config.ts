import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { AppConfig, type Config, type DatabaseConfig, type MailConfig, type NodeEnv } from './app-config.js';
import { ConfigError } from './config-error.js';
import { EnvironmentReader } from './environment-reader.js';
import { readLimits, readSignUp } from './read-limits.js';
import { readS3 } from './read-storage.js';
import { readStripe } from './read-stripe.js';
import { readSecrets } from './secrets.js';

const nodeEnvs = ['development', 'test', 'production'] as const;
const roles = ['all', 'api', 'worker'] as const;
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const postgres = ['postgres:', 'postgresql:'];

export interface LoadOptions {
  /** Creates nothing in the data folder: secrets that are not stored there yet are valid for this process only. */
  readonly readsOnly?: boolean | undefined;
}

/**
 * Parses the environment and the `.env` of the working folder; variables that are already set take precedence.
 * @throws ConfigError that names every fault
 */
export function loadConfig(
  environment: NodeJS.ProcessEnv = process.env,
  { readsOnly = false }: LoadOptions = {},
): AppConfig {
  readDotEnv(environment);
  const reader = new EnvironmentReader(environment);
  const values = readValues(reader, reader.oneOf('NODE_ENV', nodeEnvs, 'development'), readsOnly);
  if (reader.faults.length > 0) throw new ConfigError(reader.faults);
  return new AppConfig(values);
}

// tests set what they need, and a developer's .env must not change their outcome
function readDotEnv(environment: NodeJS.ProcessEnv): void {
  const isOwn = environment === process.env && environment['NODE_ENV'] !== 'test';
  if (isOwn && existsSync('.env')) process.loadEnvFile('.env');
}

function readValues(reader: EnvironmentReader, nodeEnv: NodeEnv, readsOnly: boolean): Config {
  const isProduction = nodeEnv === 'production';
  const dataDir = resolve(reader.text('FIELDPILOT_DATA') ?? '.data');
  const baseDomain = readBaseDomain(reader);
  return {
    nodeEnv,
    role: reader.oneOf('ROLE', roles, 'all'),
    host: reader.text('HOST') ?? (isProduction ? '0.0.0.0' : '127.0.0.1'),
    port: reader.integer('PORT', { min: 0, max: 65_535, fallback: 3000 }),
    publicUrl: reader.url('PUBLIC_URL', ['https:', 'http:'])?.replace(/\/+$/, ''),
    dataDir,
    demo: reader.oneOf('FIELDPILOT_DEMO', ['on', 'off'], nodeEnv === 'development' ? 'on' : 'off') === 'on',
    logLevel: reader.oneOf('LOG_LEVEL', logLevels, nodeEnv === 'test' ? 'warn' : 'info'),
    baseDomain,
    dnsServers: reader.list('DNS_SERVERS', isDnsServer, 'an IP address, with a port where it is not 53'),
    database: readDatabase(reader, isProduction),
    secrets: readSecrets(reader, { nodeEnv, dataDir, readsOnly }),
    mail: readMail(reader, baseDomain),
    webhooksToLoopback: readWebhooksToLoopback(reader, nodeEnv),
    storage: { s3: readS3(reader) },
    stripe: readStripe(reader, nodeEnv),
    limits: readLimits(reader, nodeEnv),
    signUp: readSignUp(reader, nodeEnv),
    generation: { tickSeconds: reader.integer('GENERATION_TICK_SECONDS', { min: 1, max: 3600, fallback: 10 }) },
    corsOrigins: reader.list('CORS_ORIGINS', isOrigin, 'an origin such as https://app.example.com'),
    trustedProxies: reader.list(
      'TRUSTED_PROXIES',
      isProxy,
      'an IP address, a network such as 10.0.0.0/8, or loopback, linklocal, uniquelocal',
    ),
  };
}

function readBaseDomain(reader: EnvironmentReader): string {
  const domain = (reader.text('BASE_DOMAIN') ?? 'localhost').toLowerCase();
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(domain)) {
    reader.fault(
      `BASE_DOMAIN: "${domain}" is not a host name. Set it like fieldpilot.example.com, without scheme or port.`,
    );
  }
  return domain;
}

function readDatabase(reader: EnvironmentReader, isProduction: boolean): DatabaseConfig {
  const database = {
    url: reader.url('DATABASE_URL', postgres),
    platformUrl: reader.url('DATABASE_PLATFORM_URL', postgres),
    appUrl: reader.url('DATABASE_APP_URL', postgres),
    isolation: reader.oneOf('ISOLATION', ['role', 'schema'] as const, 'role'),
    poolSize: reader.integer('DATABASE_POOL_SIZE', { min: 1, max: 500, fallback: 10 }),
  };
  if (database.isolation === 'role') reportMissingLogins(reader, isProduction);
  return database;
}

function readMail(reader: EnvironmentReader, baseDomain: string): MailConfig {
  const given = reader.text('MAIL_FROM');
  if (given !== undefined && !/^[\w.+-]+@[\w-]+(\.[\w-]+)*$/.test(given))
    reader.fault(`MAIL_FROM: "${given}" is not an address such as no-reply@example.com. Set it without a name.`);
  const address = given ?? `no-reply@${baseDomain}`;
  return { smtpUrl: reader.url('SMTP_URL', ['smtp:', 'smtps:']), from: { address } };
}

function readWebhooksToLoopback(reader: EnvironmentReader, nodeEnv: NodeEnv): boolean {
  const isAllowed =
    reader.oneOf('WEBHOOKS_TO_LOOPBACK', ['on', 'off'], nodeEnv === 'development' ? 'on' : 'off') === 'on';
  if (isAllowed && nodeEnv === 'production')
    reader.fault('WEBHOOKS_TO_LOOPBACK: customers could reach what runs on this machine. Leave it out in production.');
  return isAllowed;
}

/** In production the operator creates every login: FieldPilot creates none there with passwords of its own. */
function reportMissingLogins(reader: EnvironmentReader, isProduction: boolean): void {
  const logins = ['DATABASE_URL', 'DATABASE_PLATFORM_URL', 'DATABASE_APP_URL'];
  const missing = logins.filter((name) => reader.text(name) === undefined);
  const hasOnlyFirst = missing.length === 2 && !missing.includes('DATABASE_URL');
  if (missing.length === 0 || missing.length === 3 || (hasOnlyFirst && !isProduction)) return;
  const others = logins.filter((name) => !missing.includes(name)).join(' and ');
  reader.fault(
    `${missing.join(' and ')}: required beside ${others}${isProduction ? ' in production' : ''}. ` +
      'Set the migrator, fp_platform and fp_app logins, or set DATABASE_URL alone with ISOLATION=schema to do without database roles.',
  );
}

function isOrigin(item: string): boolean {
  return URL.parse(item)?.origin === item;
}

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` or `[2001:db8::1]:5353`. */
function isDnsServer(item: string): boolean {
  const [, v6, v4, port] = /^(?:\[(.+)\]|([\d.]+))(?::(\d{1,5}))?$/.exec(item) ?? [];
  return isIP(v6 ?? v4 ?? item) > 0 && Number(port ?? 53) <= 65_535;
}

function isProxy(item: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(item)) return true;
  const [address = '', bits, ...rest] = item.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    rest.length === 0 && longest > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest))
  );
}
