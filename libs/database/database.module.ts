import { Logger, Module, type DynamicModule, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { AppConfig } from '#libs/config';
import { Clock } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { Databases, type DatabaseUrls } from './databases.js';
import type { EntityDefinition } from './orm.js';
import { PlatformDb } from './platform-db.js';
import { PlatformEntityManager } from './platform-entity-manager.js';
import { TenantDb } from './tenant-db.js';
import { PlatformUnitOfWork, UnitOfWork } from './unit-of-work/unit-of-work.js';

export interface DatabaseModuleOptions {
  readonly urls: DatabaseUrls;
  readonly platform: readonly EntityDefinition[];
  readonly tenant: readonly EntityDefinition[];
}

@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly databases: Databases) {}

  static forRoot(options: DatabaseModuleOptions): DynamicModule {
    const providers = databaseProviders(options);
    return { module: DatabaseModule, global: true, providers, exports: providers };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.databases.close();
  }
}

function databaseProviders(options: DatabaseModuleOptions): Provider[] {
  return [
    {
      provide: Databases,
      inject: [AppConfig],
      useFactory: (config: AppConfig) => openDatabases(options, config.database.poolSize),
    },
    ...ofTenants,
    ...ofThePlatform,
  ];
}

async function openDatabases({ urls, platform, tenant }: DatabaseModuleOptions, poolSize: number): Promise<Databases> {
  const logger = new Logger('Database');
  const onError = (error: Error): void => logger.warn(`Connection lost: ${error.message}`);
  const log = (line: string): void => logger.warn(line);
  const databases = new Databases({
    ...urls,
    poolSize,
    platformEntities: platform,
    tenantEntities: tenant,
    onError,
    log,
  });
  await databases.connect();
  return databases;
}

const ofTenants: Provider[] = [
  { provide: EntityManager, inject: [Databases], useFactory: ({ tenantOrm }: Databases) => tenantOrm.em },
  {
    provide: TenantDb,
    inject: [Databases, AppConfig],
    useFactory: ({ appPool }: Databases, { secrets }: AppConfig) => new TenantDb(appPool, secrets.cursor),
  },
  {
    provide: UnitOfWork,
    inject: [EntityManager, TenantDb, Clock],
    useFactory: (em: EntityManager, db: TenantDb, clock: Clock) =>
      new UnitOfWork(em, db, () => currentTenant().schema, clock),
  },
];

const ofThePlatform: Provider[] = [
  { provide: PlatformEntityManager, inject: [Databases], useFactory: ({ platformOrm }: Databases) => platformOrm.em },
  {
    provide: PlatformDb,
    inject: [Databases, AppConfig],
    useFactory: ({ platformPool }: Databases, { secrets }: AppConfig) => new PlatformDb(platformPool, secrets.cursor),
  },
  {
    provide: PlatformUnitOfWork,
    inject: [PlatformEntityManager, PlatformDb, Clock],
    useFactory: (em: PlatformEntityManager, db: PlatformDb, clock: Clock) =>
      new PlatformUnitOfWork(em, db, () => 'public', clock),
  },
];
