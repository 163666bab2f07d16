import type { AuditEntry } from '#libs/kernel';
import { Injectable } from '@nestjs/common';
import type { RegisteredTenant } from '#contexts/tenancy';
import { AuditLog } from '#libs/audit';
import { PlatformDb, TenantDb } from '#libs/database';
import { normalEmail } from '../../people/domain/user.entity.js';
import { ClosedTenantService } from '../../sessions/application/closed-tenant.service.js';
import type { SignInTarget } from './password-check.service.js';
import { operatorByEmail, userByEmail } from '../../sessions/application/sign-in.queries.js';

/** The account of a sign-in: a user's, an operator's, or none where the tenant is unknown. Refusals are recorded in the audit log. */
@Injectable()
export class SignInTargetService {
  constructor(
    private readonly tenantDb: TenantDb,
    private readonly platformDb: PlatformDb,
    private readonly audit: AuditLog,
    private readonly closed: ClosedTenantService,
  ) {}

  /** Use it in the tenant's context. */
  user(tenant: RegisteredTenant, email: string): SignInTarget {
    const address = normalEmail(email);
    return {
      ...accountOf(tenant, address),
      find: () => this.tenantDb.one(userByEmail, { email: address }),
      refused: (id, isLocked) => this.audit.record(refusal('user', id, { email: address, isLocked })),
    };
  }

  /** Of a tenant that is closed; use it in the tenant's context. Refusals are recorded for the operators, as its own log is closed too. */
  userOfClosed(tenant: RegisteredTenant, email: string): SignInTarget {
    const address = normalEmail(email);
    return {
      ...accountOf(tenant, address),
      find: () => this.closed.account(address),
      refused: (id, isLocked) => this.audit.recordForPlatform(refusal('user', id, { email: address, isLocked })),
    };
  }

  /** For a tenant that does not exist: finds no user, in the same time. */
  unknownTenant(slug: string, email: string): SignInTarget {
    const address = normalEmail(email);
    return {
      account: `${slug}/${address}`,
      find: () => this.platformDb.one(operatorByEmail, { email: '' }),
      refused: (_, isLocked) =>
        this.audit.recordForPlatform(refusal('user', undefined, { tenant: slug, email: address, isLocked })),
    };
  }

  operator(email: string): SignInTarget {
    const address = normalEmail(email);
    return {
      account: `operators ${address}`,
      find: () => this.platformDb.one(operatorByEmail, { email: address }),
      refused: (id, isLocked) => this.audit.recordForPlatform(refusal('operator', id, { email: address, isLocked })),
    };
  }
}

/**
 * What failures are counted for, and devices are known to: by the id of the tenant, which a new slug leaves as it is. Tokens of devices that
 * were issued before are bound to the slug.
 */
export function accountOf(
  { id, slug }: Pick<RegisteredTenant, 'id' | 'slug'>,
  address: string,
): Pick<SignInTarget, 'account' | 'formerAccount'> {
  return { account: `tenant ${id}/${address}`, formerAccount: `${slug}/${address}` };
}

function refusal(resourceType: string, resourceId: string | undefined, after: Record<string, unknown>): AuditEntry {
  return { action: 'login_failed', resourceType, resourceId, after };
}
