import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule } from '#libs/audit';
import { BulkModule } from '#libs/bulk';
import { ConfigModule, type AppConfig } from '#libs/config';
import { DatabaseModule, type DatabaseUrls } from '#libs/database';
import { EncryptionModule } from '#libs/encryption';
import { EventsModule } from '#libs/events';
import { HttpModule } from '#libs/http';
import { IdempotencyModule } from '#libs/idempotency';
import { LimitsModule } from '#libs/limits';
import { JobsModule } from '#libs/jobs';
import type { Clock } from '#libs/kernel';
import { mailEntities, MailModule } from '#libs/mail';
import { operationEntities, OperationsModule } from '#libs/operations';
import { SignalsModule } from '#libs/signals';
import { StorageModule } from '#libs/storage';
import { AdministrationModule } from '#contexts/administration';
import { AssetsModule } from '#contexts/assets';
import { BillingModule } from '#contexts/billing';
import { FilesModule } from '#contexts/files';
import { IdentityModule } from '#contexts/identity';
import { InventoryModule } from '#contexts/inventory';
import { NotificationsModule } from '#contexts/notifications';
import { TenancyModule } from '#contexts/tenancy';
import { WorkOrdersModule } from '#contexts/work-orders';
import { ClockModule } from './boot/clock.module.js';
import { DatabaseProbe } from './boot/database.probe.js';
import { LatenessMetric } from './boot/lateness.metric.js';
import { administrationEntities } from './contexts/administration/administration.entities.js';
import { assetsEntities } from './contexts/assets/assets.entities.js';
import { billingEntities } from './contexts/billing/billing.entities.js';
import { filesEntities } from './contexts/files/files.entities.js';
import { identityEntities } from './contexts/identity/identity.entities.js';
import { inventoryEntities } from './contexts/inventory/inventory.entities.js';
import { notificationsEntities } from './contexts/notifications/notifications.entities.js';
import { tenancyEntities } from './contexts/tenancy/tenancy.entities.js';
import { workOrdersEntities } from './contexts/work-orders/work-orders.entities.js';

export interface AppOptions {
  readonly config: AppConfig;
  readonly urls: DatabaseUrls;
  /** Default: the database's. */
  readonly clock?: Clock | undefined;
}

const entities = [
  operationEntities,
  mailEntities,
  tenancyEntities,
  filesEntities,
  identityEntities,
  assetsEntities,
  inventoryEntities,
  workOrdersEntities,
  billingEntities,
  notificationsEntities,
  administrationEntities,
];
const libraries = [
  SignalsModule,
  AuditModule,
  EncryptionModule,
  EventsModule,
  JobsModule,
  HttpModule,
  IdempotencyModule,
  BulkModule,
  LimitsModule,
  OperationsModule,
  MailModule,
  StorageModule,
];
const contexts = [
  TenancyModule,
  FilesModule,
  IdentityModule,
  AssetsModule,
  InventoryModule,
  WorkOrdersModule,
  BillingModule,
  NotificationsModule,
  AdministrationModule,
];

/** The whole product. The only place that knows every context. */
@Module({})
export class AppModule {
  static forRoot({ config, urls, clock }: AppOptions): DynamicModule {
    const database = DatabaseModule.forRoot({
      urls,
      platform: entities.flatMap(({ platform }) => platform as never[]),
      tenant: entities.flatMap(({ tenant }) => tenant as never[]),
    });
    return {
      module: AppModule,
      imports: [ConfigModule.forRoot(config), ClockModule.forRoot(clock), database, ...libraries, ...contexts],
      providers: [DatabaseProbe, LatenessMetric],
    };
  }
}
