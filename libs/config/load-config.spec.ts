import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { AppConfig, ConfigError, ConfigModule, loadConfig } from './index.js';

const strong = (letter: string): string => `${letter}k3J9vQ2xW7mB5nR8tY4uI6oP1aS0dFgHzL`;
const logins = {
  DATABASE_URL: 'postgres://migrator:pw@db.example/fp',
  DATABASE_PLATFORM_URL: 'postgres://fp_platform:pw@db.example/fp',
  DATABASE_APP_URL: 'postgres://fp_app:pw@db.example/fp',
};
const secrets = { JWT_SECRET: strong('a'), CURSOR_SECRET: strong('b'), ENCRYPTION_KEY: strong('c') };

let dataDir: string;
beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-config-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const load = (environment: NodeJS.ProcessEnv): AppConfig => loadConfig({ FIELDPILOT_DATA: dataDir, ...environment });

function faultsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    load(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('needs nothing in development', () => {
    expect(load({})).toMatchObject({
      nodeEnv: 'development',
      role: 'all',
      host: '127.0.0.1',
      port: 3000,
      demo: true,
      baseDomain: 'localhost',
      database: { url: undefined, isolation: 'role', poolSize: 10 },
      corsOrigins: [],
    });
  });

  it('lets webhooks lead to this machine in development alone', () => {
    expect(load({}).webhooksToLoopback).toBe(true);
    expect(load({ NODE_ENV: 'test' }).webhooksToLoopback).toBe(false);
    const production = { NODE_ENV: 'production', ...logins, ...secrets };
    expect(load(production).webhooksToLoopback).toBe(false);
    const faults = faultsOf({ ...production, WEBHOOKS_TO_LOOPBACK: 'on' });
    expect(faults).toEqual([expect.stringMatching(/^WEBHOOKS_TO_LOOPBACK: /)]);
  });

  it('takes Stripe as a whole or not at all, and shows none of its secrets', () => {
    const [key, secret] = ['sk_test_0123456789abcdef', 'whsec_0123456789abcdef'];
    expect(load({}).stripe).toBeUndefined();
    const whole = { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRETS: `${secret}, whsec_fedcba9876543210` };
    expect(load({ ...whole, STRIPE_API_BASE: 'http://127.0.0.1:1234/' }).stripe).toEqual({
      secretKey: key,
      webhookSecrets: [secret, 'whsec_fedcba9876543210'],
      apiBase: 'http://127.0.0.1:1234',
    });
    for (const [wrong, named] of [
      [{ STRIPE_WEBHOOK_SECRETS: secret }, 'STRIPE_SECRET_KEY'],
      [{ STRIPE_API_BASE: 'https://stripe.example' }, 'STRIPE_SECRET_KEY'],
      [{ STRIPE_SECRET_KEY: key }, 'STRIPE_WEBHOOK_SECRETS'],
      [{ ...whole, STRIPE_SECRET_KEY: 'pk_live_0123456789abcdef' }, 'STRIPE_SECRET_KEY'],
      [{ ...whole, STRIPE_WEBHOOK_SECRETS: `${secret},0123456789abcdef` }, 'STRIPE_WEBHOOK_SECRETS'],
      [{ ...whole, STRIPE_WEBHOOK_SECRETS: `${secret},${secret},${secret}` }, 'STRIPE_WEBHOOK_SECRETS'],
      [{ ...whole, STRIPE_API_BASE: 'https://stripe.example/v1' }, 'STRIPE_API_BASE'],
      [
        { NODE_ENV: 'production', ...logins, ...secrets, ...whole, STRIPE_API_BASE: 'http://stripe.example' },
        'STRIPE_API_BASE',
      ],
    ] as const) {
      const faults = faultsOf(wrong);
      expect(faults).toEqual([expect.stringMatching(new RegExp(`^${named}: `))]);
      expect(faults.join()).not.toContain('0123456789abcdef');
    }
  });

  it('reads every variable', () => {
    const config = load({
      ...logins,
      ROLE: 'worker',
      PORT: '0',
      HOST: '::',
      PUBLIC_URL: 'https://fp.example/',
      FIELDPILOT_DEMO: 'off',
      LOG_LEVEL: 'debug',
      BASE_DOMAIN: 'FP.example',
      ISOLATION: 'schema',
      DATABASE_POOL_SIZE: '4',
      GENERATION_TICK_SECONDS: '5',
      RATE_LIMITS: 'off',
      RATE_LIMIT_PRINCIPAL: '50/5',
      CORS_ORIGINS: 'https://a.example, http://localhost:5173',
      TRUSTED_PROXIES: 'loopback,10.0.0.0/8,::1',
      ...secrets,
    });
    expect(config).toMatchObject({
      role: 'worker',
      port: 0,
      host: '::',
      publicUrl: 'https://fp.example',
      demo: false,
      logLevel: 'debug',
      baseDomain: 'fp.example',
      database: { url: logins.DATABASE_URL, appUrl: logins.DATABASE_APP_URL, isolation: 'schema', poolSize: 4 },
      generation: { tickSeconds: 5 },
      limits: { enabled: false, tenant: { quota: 2_000, seconds: 10 }, principal: { quota: 50, seconds: 5 } },
      corsOrigins: ['https://a.example', 'http://localhost:5173'],
      trustedProxies: ['loopback', '10.0.0.0/8', '::1'],
      secrets: { jwt: strong('a'), cursor: strong('b'), encryption: strong('c') },
    });
  });

  it('names all faults together, without the passwords in addresses', () => {
    const faults = faultsOf({
      NODE_ENV: 'prod',
      ROLE: 'web',
      PORT: '70000',
      DATABASE_POOL_SIZE: 'many',
      DATABASE_URL: 'mysql://root:hunter2@db',
      PUBLIC_URL: 'example',
      BASE_DOMAIN: 'http://x',
      CORS_ORIGINS: 'https://a.example/path',
      TRUSTED_PROXIES: '10.0.0.0/40',
      RATE_LIMIT_TENANT: '100',
    });
    const named = faults.map((fault) => fault.split(':')[0]).sort();
    expect(named).toEqual(
      [
        'NODE_ENV',
        'ROLE',
        'PORT',
        'DATABASE_POOL_SIZE',
        'DATABASE_URL',
        'PUBLIC_URL',
        'BASE_DOMAIN',
        'CORS_ORIGINS',
        'TRUSTED_PROXIES',
        'RATE_LIMIT_TENANT',
      ].sort(),
    );
    expect(faults.join()).not.toContain('hunter2');
    expect(new ConfigError(faults).message).toContain('10 faults:\n  - NODE_ENV: "prod" is unknown.');
  });

  it('wants the migrator beside the other logins', () => {
    expect(faultsOf({ DATABASE_APP_URL: logins.DATABASE_APP_URL })).toEqual([
      expect.stringContaining('DATABASE_URL and DATABASE_PLATFORM_URL: required'),
    ]);
  });

  it('wants a bucket with the other variables of S3, and its credentials whole', () => {
    expect(faultsOf({ S3_ENDPOINT: 'https://s3.example.com' })).toEqual([
      expect.stringContaining('S3_BUCKET: is required'),
    ]);
    expect(faultsOf({ S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'id' })).toEqual([
      expect.stringContaining('S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: belong together'),
    ]);
  });

  it('documents every variable in .env.example', () => {
    const read = new Set<string>();
    const environment = new Proxy<NodeJS.ProcessEnv>(
      { FIELDPILOT_DATA: dataDir },
      {
        get: (target, name: string) => (read.add(name), target[name]),
      },
    );
    loadConfig(environment);
    const documented = readFileSync('.env.example', 'utf8').matchAll(/^#?([A-Z0-9_]+)=/gm);
    expect([...documented].map((match) => match[1]).sort()).toEqual([...read].sort());
  });
});

describe('secrets in development', () => {
  it('are generated once and kept private', () => {
    const first = load({}).secrets;
    expect(Object.values(first).map((secret) => secret.length >= 43)).toEqual([true, true, true]);
    chmodSync(join(dataDir, 'secrets.json'), 0o644);
    expect(load({}).secrets).toEqual(first);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('give way to what is set', () => {
    const { jwt, cursor } = load({ JWT_SECRET: 'short' }).secrets;
    expect([jwt, cursor.length]).toEqual(['short', 43]);
  });

  it('are read where they are kept and made for one process where they are not, by whoever only reads', () => {
    const reading = (folder: string) => loadConfig({ FIELDPILOT_DATA: folder }, { readsOnly: true }).secrets;
    const nowhere = join(dataDir, 'nowhere');
    const [first, second] = [reading(nowhere), reading(nowhere)];
    expect(first.jwt).toHaveLength(43);
    expect(second.jwt).not.toBe(first.jwt);
    expect(() => statSync(nowhere)).toThrow('ENOENT');
    expect(reading(dataDir)).not.toEqual(load({}).secrets);
    expect(reading(dataDir)).toEqual(load({}).secrets);
  });

  it('that were damaged are reported, never replaced', () => {
    const file = join(dataDir, 'secrets.json');
    writeFileSync(file, '{"jwt":"x"');
    expect(faultsOf({})).toEqual([expect.stringMatching(/secrets\.json: .*Restore it, or remove it/)]);
    expect(readFileSync(file, 'utf8')).toBe('{"jwt":"x"');
  });

  it('ask for a folder that can be written', () => {
    writeFileSync(join(dataDir, 'file'), '');
    expect(faultsOf({ FIELDPILOT_DATA: '/proc/fieldpilot/data' })).toEqual([
      expect.stringMatching(/^FIELDPILOT_DATA: /),
    ]);
    expect(faultsOf({ FIELDPILOT_DATA: join(dataDir, 'file/data') })).toEqual([
      expect.stringMatching(/^FIELDPILOT_DATA: .*Make the folder writable/),
    ]);
  });
});

describe('production', () => {
  const production = { NODE_ENV: 'production', ...logins };

  it('starts with strong secrets and writes none', () => {
    expect(load({ ...production, ...secrets })).toMatchObject({ nodeEnv: 'production', host: '0.0.0.0', demo: false });
    expect(() => statSync(join(dataDir, 'secrets.json'))).toThrow('ENOENT');
  });

  it('names each missing secret', () => {
    expect(faultsOf(production)).toEqual(
      ['JWT_SECRET', 'CURSOR_SECRET', 'ENCRYPTION_KEY'].map((name) =>
        expect.stringContaining(`${name}: is required in production`),
      ),
    );
  });

  it('refuses short, default, repeated and shared secrets at once, without showing them', () => {
    const faults = faultsOf({
      ...production,
      JWT_SECRET: 'too-short-1',
      CURSOR_SECRET: 'your-256-bit-secret-change-me-now-please',
      ENCRYPTION_KEY: 'ab'.repeat(20),
    });
    expect(faults).toEqual([
      expect.stringContaining('JWT_SECRET: is shorter than 32 characters'),
      expect.stringContaining('CURSOR_SECRET: is a known default'),
      expect.stringContaining('ENCRYPTION_KEY: repeats a few characters'),
    ]);
    expect(faults.join()).not.toMatch(/too-short|256-bit|abab/);
    expect(faultsOf({ ...production, ...secrets, CURSOR_SECRET: secrets.JWT_SECRET })).toEqual([
      expect.stringContaining('two of them are equal'),
    ]);
  });

  it('wants all three logins, or to be told to do without roles', () => {
    const onlyFirst = { NODE_ENV: 'production', ...secrets, DATABASE_URL: logins.DATABASE_URL };
    expect(faultsOf(onlyFirst)).toEqual([
      expect.stringMatching(/^DATABASE_PLATFORM_URL and DATABASE_APP_URL: .*ISOLATION=schema/),
    ]);
    expect(faultsOf({ ...onlyFirst, ISOLATION: 'schema' })).toEqual([]);
  });
});

describe('ConfigModule', () => {
  it('provides the given configuration', async () => {
    const config = load({ PORT: '4321' });
    const nest = await Test.createTestingModule({ imports: [ConfigModule.forRoot(config)] }).compile();
    expect(nest.get(AppConfig)).toBe(config);
  });
});
