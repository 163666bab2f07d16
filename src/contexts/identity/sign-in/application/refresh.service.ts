import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { OperatorSessionService } from '../../operators/application/operator-session.service.js';
import { RefreshOutcomeService } from './refresh-outcome.service.js';
import type { TokenPair } from '../../sessions/application/session-chain.js';
import { SignInQueueService } from './sign-in-queue.service.js';
import { TenantNamingService, type TenantNames } from './tenant-naming.service.js';
import { UserRefreshService } from './user-refresh.service.js';

/** Exchanges refresh tokens for new pairs. */
@Injectable()
export class RefreshService {
  constructor(
    private readonly naming: TenantNamingService,
    private readonly queue: SignInQueueService,
    private readonly outcome: RefreshOutcomeService,
    private readonly users: UserRefreshService,
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
      if (found) return this.outcome.tokens(await this.users.rotate(found, refreshToken, read.hash, this.clock.now()));
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
}
