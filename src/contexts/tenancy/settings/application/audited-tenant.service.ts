import { Injectable } from '@nestjs/common';
import { PlatformUnitOfWork } from '#libs/database';
import { AuditCopyService } from '../../audit-copies/application/audit-copy.service.js';
import type { Tenant } from '../../tenants/domain/tenant.entity.js';
import { TenantRegistryService } from '../../tenants/application/tenant-registry.service.js';

/** Writes a tenant's row, which is also an entry in the tenant's own audit log. */
@Injectable()
export class AuditedTenantService {
  constructor(
    private readonly platform: PlatformUnitOfWork,
    private readonly copies: AuditCopyService,
    private readonly registry: TenantRegistryService,
  ) {}

  async change(tenant: Tenant, change: () => void): Promise<void> {
    const { version } = tenant;
    change();
    await this.platform.transactional(async () => {
      await this.platform.commit(tenant);
      if (tenant.version !== version) await this.platform.execute(this.copies.wakeup());
    });
    if (tenant.version === version) return;
    await this.registry.forget(tenant.id);
    await this.copies.copyNow();
  }
}
