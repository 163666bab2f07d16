import { Injectable } from '@nestjs/common';
import type { FirstRow, NewTenant, RegisteredTenant } from '#contexts/tenancy';
import type { OperatorRole } from '#libs/kernel';
import { AdminInvitationService } from './invitations/application/admin-invitation.service.js';
import { FirstInvitationService } from './invitations/application/first-invitation.service.js';
import { FirstAdminService, type NewAdmin, type TenantTitles } from './people/application/first-admin.service.js';
import { OperatorService, type NewOperator } from './operators/application/operator.service.js';
import { PermissionHolderService } from './people/application/permission-holder.service.js';
import { NewPasswordService } from './passwords/application/new-password.service.js';
import { UserService, type NewUser } from './people/application/user.service.js';
import type { UserView } from './people/application/user.view.js';
import type { PermissionName } from '../permissions.js';
import type { OwnWords } from './passwords/domain/password-policy.js';

/** What other contexts may ask or command, in the current tenant unless said otherwise. Their queries join by the read contract instead. */
@Injectable()
export class IdentityFacade {
  constructor(
    private readonly users: UserService,
    private readonly admins: FirstAdminService,
    private readonly operators: OperatorService,
    private readonly passwords: NewPasswordService,
    private readonly holders: PermissionHolderService,
    private readonly invitations: FirstInvitationService,
    private readonly adminInvitations: AdminInvitationService,
  ) {}

  /** A user who can sign in at once. @throws 402 `plan.limit_reached`, 409 `user.email_taken`, 422 for a password that is too easy */
  addUser(user: NewUser): Promise<UserView> {
    return this.users.create(user);
  }

  /** Lets a user, usually a customer, see a facility. */
  linkToFacility(userId: string, facilityId: string): Promise<void> {
    return this.users.linkToFacility(userId, facilityId);
  }

  /** The ids of the active users who may do something. */
  usersWith(permission: PermissionName): Promise<string[]> {
    return this.holders.activeHolders(permission);
  }

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

  /** Belongs to no tenant. @throws 409 `operator.email_taken`, 422 for a password that is too easy */
  createOperator(operator: NewOperator): Promise<string> {
    return this.operators.create(operator);
  }

  /** Holds from the operator's next request on. @throws 404 `operator.not_found` */
  changeRoleOfOperator(email: string, role: OperatorRole): Promise<void> {
    return this.operators.changeRole(email, role);
  }

  /** For writing many users at once, as the demo does. @throws 422 for a password that is too easy, 503 `auth.busy` */
  hashPassword(password: string, ownWords: OwnWords): Promise<string> {
    return this.passwords.hash(password, ownWords);
  }
}
