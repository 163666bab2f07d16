import { Injectable } from '@nestjs/common';
import { PlatformDb, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import {
  managedTenantById,
  managedTenantList,
  managedTenantView,
  type ManagedTenantView,
} from './managed-tenant.queries.js';

/** Tenants as operators see them, from the registry alone. */
@Injectable()
export class ManagedTenantService {
  constructor(private readonly db: PlatformDb) {}

  list(request: ListRequest): Promise<Page<ManagedTenantView>> {
    return this.db.pageOfAll(managedTenantList, request);
  }

  async get(id: string): Promise<ManagedTenantView> {
    const row = await this.db.one(managedTenantById, { id });
    if (!row) throw notFound();
    return managedTenantView(row);
  }
}
