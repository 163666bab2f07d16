import { Injectable } from '@nestjs/common';
import { AuditLog } from '#libs/audit';
import { notFound } from '#libs/kernel';
import { runInTenant } from '#libs/request-context';
import type { RegisteredTenant } from './registered-tenant.js';
import { TenantRegistryService } from './tenant-registry.service.js';

/** What an operator looks at. */
export interface Looked {
  readonly resourceType: string;
  readonly resourceId?: string;
}

/** The way of operators into a tenant: what they look at stands in the platform's audit log before they see it. */
@Injectable()
export class OperatorAccessService {
  constructor(
    private readonly registry: TenantRegistryService,
    private readonly audit: AuditLog,
  ) {}

  /** Runs the work with the tenant bound, as a request of its users does. @throws 404 `resource.not_found` */
  async look<T>(id: string, at: Looked, work: (tenant: RegisteredTenant) => Promise<T>): Promise<T> {
    const tenant = await this.registry.byId(id);
    if (!tenant) throw notFound();
    return runInTenant(tenant, 'operator', async () => {
      await this.audit.recordForPlatform({ action: 'read', ...at });
      return work(tenant);
    });
  }
}
