import { Injectable } from '@nestjs/common';
import { FirstAdminsFacade } from '#contexts/identity';
import { ManagedTenantsFacade, type ManagedTenantView, type NewTenant } from '#contexts/tenancy';
import { AuditLog } from '#libs/audit';
import { giveReason } from '#libs/request-context';

export type WantedTenant = Omit<NewTenant, 'schemaName' | 'takesSpare' | 'firstRows' | 'beside'> & {
  readonly adminEmail: string;
};

/** Opens accounts on behalf of operators: tenant, invitation of its first administrator and mail in one transaction, or nothing. */
@Injectable()
export class NewTenantService {
  constructor(
    private readonly tenants: ManagedTenantsFacade,
    private readonly admins: FirstAdminsFacade,
    private readonly audit: AuditLog,
  ) {}

  /** @throws 409 `tenant.slug_taken`, `tenant.schema_taken`, `tenant.domain_taken`, 422 `tenant.invalid_name` */
  async create({ adminEmail, ...wanted }: WantedTenant, reason: string): Promise<ManagedTenantView> {
    giveReason(reason);
    const { id } = await this.admins.openTenant(wanted, adminEmail);
    return this.tenants.managedTenant(id);
  }

  /** What is written down comes first: an invitation that nobody knows of would let somebody in. @throws 409 `tenant.has_administrator` */
  inviteAdmin(tenantId: string, email: string, reason: string): Promise<void> {
    giveReason(reason);
    return this.tenants.lookInto(tenantId, { resourceType: 'user' }, async () => {
      await this.audit.recordForPlatform({ action: 'invite_admin', resourceType: 'tenant', resourceId: tenantId });
      await this.admins.inviteAdmin(email);
    });
  }
}
