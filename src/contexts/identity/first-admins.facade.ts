import { Injectable } from '@nestjs/common';
import type { FirstRow, NewTenant, RegisteredTenant } from '#contexts/tenancy';
import { AdminInvitationService } from './invitations/application/admin-invitation.service.js';
import { FirstInvitationService } from './invitations/application/first-invitation.service.js';
import { FirstAdminService, type NewAdmin, type TenantTitles } from './people/application/first-admin.service.js';

/** How a tenant gets its first administrator, for those who open tenants. */
@Injectable()
export class FirstAdminsFacade {
  constructor(
    private readonly admins: FirstAdminService,
    private readonly invitations: FirstInvitationService,
    private readonly adminInvitations: AdminInvitationService,
  ) {}

  /** The first rows of a new tenant, for `TenancyFacade.provision({ firstRows })`. @throws 422 for a password that is too easy */
  firstAdmin(tenant: TenantTitles, admin: NewAdmin): Promise<readonly FirstRow[]> {
    return this.admins.prepare(tenant, admin);
  }

  /**
   * A new tenant whose first administrator is invited by mail, in one transaction.
   * @throws 409 `tenant.slug_taken`, `tenant.schema_taken`, `tenant.domain_taken`, 422 `tenant.invalid_name`
   */
  openTenant(tenant: NewTenant, adminEmail: string): Promise<RegisteredTenant> {
    return this.invitations.openTenant(tenant, adminEmail);
  }

  /** On behalf of an operator, while the tenant has no active administrator. @throws 409 `tenant.has_administrator`, `user.email_taken` */
  inviteAdmin(email: string): Promise<void> {
    return this.adminInvitations.invite(email);
  }
}
