import type { AuditEntry } from '#libs/kernel';
import { Injectable } from '@nestjs/common';
import type { RegisteredTenant } from '#contexts/tenancy';
import { AuditLog } from '#libs/audit';
import { PlatformDb, TenantDb } from '#libs/database';
import { normalEmail } from '../../people/domain/user.entity.js';
import type { SignInTarget } from './password-check.service.js';
import { operatorByEmail, userByEmail } from '../../sessions/application/sign-in.queries.js';

/** Whose password may be asked for: a user's, an operator's, or nobody's where no tenant is known. Each refusal leaves a row in the log of whom it concerns. */
@Injectable()
export class SignInTargetService {
  constructor(
    private readonly tenantDb: TenantDb,
    private readonly platformDb: PlatformDb,
    private readonly audit: AuditLog,
  ) {}

  /** To be used in the tenant's context. */
  user({ slug }: RegisteredTenant, email: string): SignInTarget {
    const address = normalEmail(email);
    return {
      account: `${slug}/${address}`,
      find: () => this.tenantDb.one(userByEmail, { email: address }),
      refused: (id, isLocked) => this.audit.record(refusal('user', id, { email: address, isLocked })),
    };
  }

  /** A tenant that does not exist: nobody can be found there, and it takes as long to find that out. */
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

function refusal(resourceType: string, resourceId: string | undefined, after: Record<string, unknown>): AuditEntry {
  return { action: 'login_failed', resourceType, resourceId, after };
}
