import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { TenantDb } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import type { Reader } from '../../catalogue/application/notification-text.js';
import { readersAmong } from './reader.queries.js';

/** How people read: by their profile, else as is usual in their account. */
@Injectable()
export class ReaderService {
  constructor(
    private readonly db: TenantDb,
    private readonly tenancy: TenancyFacade,
  ) {}

  /** Those of the users who are active, by id. */
  async among(userIds: readonly string[]): Promise<ReadonlyMap<string, Reader>> {
    const { id, timezone } = currentTenant();
    const [readers, tenant] = await Promise.all([this.db.run(readersAmong, { userIds }), this.tenancy.tenantById(id)]);
    const usual = tenant?.locale ?? 'en';
    return new Map(readers.map((one) => [one.id, { locale: one.locale ?? usual, timezone: one.timezone ?? timezone }]));
  }
}
