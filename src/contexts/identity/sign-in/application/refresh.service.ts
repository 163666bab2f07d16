import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { currentContext, runInContext } from '#libs/request-context';
import { OperatorSessionService } from '../../operators/application/operator-session.service.js';
import { RefreshOutcomeService } from './refresh-outcome.service.js';
import type { Rotation, TokenPair } from '../../sessions/application/session-chain.js';
import { SignInQueueService } from './sign-in-queue.service.js';
import { TenantNamingService, type TenantNames, type TokenTenant } from './tenant-naming.service.js';
import { UserSessionService } from './user-session.service.js';

/** Exchanges refresh tokens for new pairs. */
@Injectable()
export class RefreshService {
  constructor(
    private readonly naming: TenantNamingService,
    private readonly queue: SignInQueueService,
    private readonly outcome: RefreshOutcomeService,
    private readonly users: UserSessionService,
    private readonly operators: OperatorSessionService,
    private readonly clock: Clock,
  ) {}

  /**
   * A request that names another tenant than the token is refused like one with an unknown token, in the same time.
   * @throws 401 `auth.invalid_refresh_token`, `auth.refresh_token_reused`, 403 `tenant.closed` for a valid token
   */
  refresh(names: TenantNames, refreshToken: string): Promise<TokenPair> {
    const read = this.users.read(refreshToken);
    return this.queue.quick(async () => {
      const found = await this.naming.resolveToken(read?.tenantId, names);
      if (!read) return this.outcome.tokens({ verdict: 'dead' });
      if (found) return this.outcome.tokens(await this.rotate(found, refreshToken, read.hash));
      // without a tenant it searches the operators' tokens, which takes as long and finds nothing
      return this.outcome.tokens(await this.operators.rotate(refreshToken, read.hash, this.clock.now()));
    });
  }

  refreshOperator(refreshToken: string): Promise<TokenPair> {
    const read = this.operators.read(refreshToken);
    return this.queue.quick(async () => {
      if (!read) return this.outcome.tokens({ verdict: 'dead' });
      return this.outcome.tokens(await this.operators.rotate(refreshToken, read.hash, this.clock.now()));
    });
  }

  private rotate({ tenant, ...reservations }: TokenTenant, refreshToken: string, hash: string): Promise<Rotation> {
    const rotate = () => this.users.rotate(refreshToken, hash, this.clock.now(), reservations);
    return runInContext({ ...currentContext(), tenant }, rotate);
  }
}
