import { Injectable } from '@nestjs/common';
import type { ManagedTenantView } from './tenants/application/managed-tenant.queries.js';
import { ManagedTenantService } from './tenants/application/managed-tenant.service.js';
import type { Looked } from './tenants/application/operator-access.service.js';
import type { UsageView } from './usage/application/usage.queries.js';

/** What other contexts may ask of tenants on behalf of operators. */
@Injectable()
export class ManagedTenantsFacade {
  constructor(private readonly managed: ManagedTenantService) {}

  /** From the registry alone. @throws 404 `resource.not_found` */
  managedTenant(id: string): Promise<ManagedTenantView> {
    return this.managed.get(id);
  }

  /**
   * For an operator: runs the work with the tenant bound, once it stands in the platform's audit log that they looked.
   * @throws 404 `resource.not_found`, 409 `tenant.not_readable` for a tenant that nobody may sign in to
   */
  lookInto<T>(id: string, at: Looked, work: () => Promise<T>): Promise<T> {
    return this.managed.lookInto(id, at, work);
  }

  /** The same for what can be shown also of a tenant whose own tables cannot be read: the work is told whether they can. */
  lookAt<T>(id: string, at: Looked, work: (isReadable: boolean) => Promise<T>): Promise<T> {
    return this.managed.lookAt(id, at, work);
  }

  /** Limits and use of the current tenant; the last calls are counted up to half a minute later. */
  usage(): Promise<UsageView> {
    return this.managed.usage();
  }
}
