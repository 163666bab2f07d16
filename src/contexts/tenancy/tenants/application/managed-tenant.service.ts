import { Injectable } from '@nestjs/common';
import { PlatformDb, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import type { UsageView } from '../../usage/application/usage.queries.js';
import { UsageService } from '../../usage/application/usage.service.js';
import { assertReadable, isOpen } from '../domain/tenant-access.js';
import {
  managedTenantById,
  managedTenantList,
  managedTenantView,
  type ManagedTenantView,
} from './managed-tenant.queries.js';
import { OperatorAccessService, type Looked } from './operator-access.service.js';

/** Tenants as operators see them. */
@Injectable()
export class ManagedTenantService {
  constructor(
    private readonly db: PlatformDb,
    private readonly access: OperatorAccessService,
    private readonly usages: UsageService,
  ) {}

  list(request: ListRequest): Promise<Page<ManagedTenantView>> {
    return this.db.pageOfAll(managedTenantList, request);
  }

  /** Stands in the platform's audit log. */
  show(id: string): Promise<ManagedTenantView> {
    return this.access.look(id, { resourceType: 'tenant', resourceId: id }, () => this.get(id));
  }

  /** From the registry alone. */
  async get(id: string): Promise<ManagedTenantView> {
    const row = await this.db.one(managedTenantById, { id });
    if (!row) throw notFound();
    return managedTenantView(row);
  }

  /** @param work is told whether the tables of the tenant can be read */
  lookAt<T>(id: string, at: Looked, work: (isReadable: boolean) => Promise<T>): Promise<T> {
    return this.access.look(id, at, (tenant) => work(isOpen(tenant)));
  }

  /** @throws 409 `tenant.not_readable` */
  lookInto<T>(id: string, at: Looked, work: () => Promise<T>): Promise<T> {
    return this.access.look(id, at, (tenant) => {
      assertReadable(tenant);
      return work();
    });
  }

  /** Of the tenant that is looked into. */
  usage(): Promise<UsageView> {
    return this.usages.stored();
  }
}
