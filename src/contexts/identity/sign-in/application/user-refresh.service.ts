import { Injectable } from '@nestjs/common';
import { runInTenant } from '#libs/request-context';
import { ClosedTenantService } from '../../sessions/application/closed-tenant.service.js';
import type { Rotation } from '../../sessions/application/session-chain.js';
import type { TokenTenant } from './tenant-naming.service.js';
import { UserSessionService } from './user-session.service.js';

/** Exchanges refresh tokens of users, in the tenant that a token belongs to. */
@Injectable()
export class UserRefreshService {
  constructor(
    private readonly sessions: UserSessionService,
    private readonly closed: ClosedTenantService,
  ) {}

  read(refreshToken: string) {
    return this.sessions.read(refreshToken);
  }

  /** @throws 403 `tenant.closed` for a valid token of a tenant that the request names */
  rotate({ tenant, isNamed, refusal }: TokenTenant, refreshToken: string, hash: string, now: Date): Promise<Rotation> {
    return runInTenant(tenant, 'sign-in', async (): Promise<Rotation> => {
      if (!refusal) return this.sessions.rotate(refreshToken, hash, now, isNamed);
      if ((await this.closed.isRefreshable(hash, now)) && isNamed) throw refusal;
      return { verdict: 'dead' };
    });
  }
}
