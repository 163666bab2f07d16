import { Logger, Module, type DynamicModule, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { AppConfig } from '#libs/config';
import { currentTenant } from '#libs/request-context';
import { Databases, type DatabaseUrls } from './databases.js';
import type { EntityDefinition } from './orm.js';
import { PlatformDb } from './platform-db.js';
import { PlatformEntityManager } from './platform-entity-manager.js';
import { TenantDb } from './tenant-db.js';
import { PlatformUnitOfWork, UnitOfWork } from './unit-of-work.js';

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

function databaseProviders({ urls, platform, tenant }: DatabaseModuleOptions): Provider[] {
  const logger = new Logger('Database');
  return [
    {
      provide: Databases,
      inject: [AppConfig],
      useFactory: async (config: AppConfig) => {
        const onError = (error: Error): void => logger.warn(`Connection lost: ${error.message}`);
        const { poolSize } = config.database;
        const databases = new Databases({
          ...urls,
          poolSize,
          platformEntities: platform,
          tenantEntities: tenant,
          onError,
        });
        await databases.connect();
        return databases;
      },
    },
    { provide: EntityManager, inject: [Databases], useFactory: (databases: Databases) => databases.tenantOrm.em },
    {
      provide: PlatformEntityManager,
      inject: [Databases],
      useFactory: (databases: Databases) => databases.platformOrm.em,
    },
    {
      provide: TenantDb,
      inject: [Databases, AppConfig],
      useFactory: (databases: Databases, config: AppConfig) => new TenantDb(databases.appPool, config.secrets.cursor),
    },
    {
      provide: PlatformDb,
      inject: [Databases],
      useFactory: (databases: Databases) => new PlatformDb(databases.platformPool),
    },
    {
      provide: UnitOfWork,
      inject: [EntityManager, TenantDb],
      useFactory: (em: EntityManager, db: TenantDb) => new UnitOfWork(em, db, () => currentTenant().schema),
    },
    {
      provide: PlatformUnitOfWork,
      inject: [PlatformEntityManager, PlatformDb],
      useFactory: (em: PlatformEntityManager, db: PlatformDb) => new PlatformUnitOfWork(em, db, () => 'public'),
    },
  ];
}
