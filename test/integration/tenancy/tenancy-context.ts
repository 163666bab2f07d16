import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuditModule } from '#libs/audit';
import { AppConfig, ConfigModule, type Isolation } from '#libs/config';
import { DatabaseModule, type DatabaseUrls } from '#libs/database';
import { TenantWakeups } from '#libs/jobs';
import { Clock } from '#libs/kernel';
import { SignalsModule } from '#libs/signals';
import { closesAtEnd, createTestDatabase, FakeClock, type TestDatabase } from '#libs/testing';
import { TenancyFacade, TenancyModule } from '#contexts/tenancy';
import { tenancyEntities } from '../../../src/contexts/tenancy/tenancy.entities.js';

export interface TenancyContext {
  readonly context: INestApplicationContext;
  readonly tenancy: TenancyFacade;
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  /** Ends with what makes it unique: the roles of the test server are shared by all spec files. */
  slug(name: string): string;
  /** At the latest this happens at the end of the spec file. */
  close(): Promise<void>;
}

/** The tenancy context alone and without background work, on a database of its own. */
export async function startTenancy(
  options: { urls?: Partial<DatabaseUrls>; database?: TestDatabase; spareSchemas?: number } = {},
): Promise<TenancyContext> {
  const database = options.database ?? (await createTestDatabase());
  const clock = new FakeClock();
  const urls = { ...database.urls, ...options.urls };
  const context = await NestFactory.createApplicationContext(
    rootModule(testConfig(urls.isolation, options.spareSchemas ?? 0), urls, clock),
    {
      logger: ['error'],
      abortOnError: false,
    },
  );
  const suffix = randomBytes(3).toString('hex');
  return {
    context,
    tenancy: context.get(TenancyFacade),
    database,
    clock,
    slug: (name) => `${name}-${suffix}`,
    close: closesAtEnd(async () => {
      await context.close();
      if (!options.database) await database.drop();
    }),
  };
}

function rootModule(config: AppConfig, urls: DatabaseUrls, clock: Clock): DynamicModule {
  class ClockModule {}
  Module({})(ClockModule);
  class WakeupsModule {}
  Module({})(WakeupsModule);
  class RootModule {}
  Module({})(RootModule);
  return {
    module: RootModule,
    imports: [
      ConfigModule.forRoot(config),
      { module: ClockModule, global: true, providers: [{ provide: Clock, useValue: clock }], exports: [Clock] },
      DatabaseModule.forRoot({ urls, ...tenancyEntities }),
      SignalsModule,
      AuditModule,
      { module: WakeupsModule, global: true, providers: [TenantWakeups], exports: [TenantWakeups] },
      TenancyModule,
    ],
  };
}

function testConfig(isolation: Isolation, spareSchemas: number): AppConfig {
  const rate = { quota: 1, seconds: 1 };
  return new AppConfig({
    nodeEnv: 'test',
    role: 'all',
    host: '127.0.0.1',
    port: 0,
    dataDir: '',
    demo: false,
    logLevel: 'error',
    baseDomain: 'fieldpilot.test',
    database: { isolation, poolSize: 8 },
    secrets: { jwt: 'jwt', cursor: 'cursor', encryption: 'encryption' },
    mail: { from: { address: 'no-reply@fieldpilot.test' } },
    webhooksToLoopback: false,
    storage: {},
    limits: { enabled: false, tenant: rate, principal: rate, network: rate },
    signUp: {
      enabled: true,
      spareSchemas,
      ...{ network: rate, mailbox: rate, domain: rate, freeMail: rate, disposable: rate },
    },
    generation: { tickSeconds: 60 },
    corsOrigins: [],
    trustedProxies: [],
    dnsServers: [],
  });
}
