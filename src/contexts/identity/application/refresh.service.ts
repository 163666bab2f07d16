import { Injectable } from '@nestjs/common';
import { TenancyFacade, type RegisteredTenant } from '#contexts/tenancy';
import { Clock } from '#libs/kernel';
import { currentContext, runInContext } from '#libs/request-context';
import { Signals } from '#libs/signals';
import { invalidRefreshToken, refreshTokenReused } from '../domain/auth.errors.js';
import { SESSIONS } from './live-sessions.js';
import { OperatorSessions } from './operator-sessions.js';
import type { Rotation, TokenPair } from './session-chain.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { UserSessions } from './user-sessions.js';

/** Exchanges refresh tokens for new pairs. */
@Injectable()
export class RefreshService {
  constructor(
    private readonly tenancy: TenancyFacade,
    private readonly throttle: SignInThrottle,
    private readonly users: UserSessions,
    private readonly operators: OperatorSessions,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** The tenant that a user's refresh token belongs to. */
  async tenantOf(refreshToken: string): Promise<RegisteredTenant | undefined> {
    const read = this.users.read(refreshToken);
    return read && this.tenancy.tenantById(read.tenantId);
  }

  /** @throws 401 `auth.invalid_refresh_token`, `auth.refresh_token_reused` */
  async refresh(tenant: RegisteredTenant | undefined, refreshToken: string): Promise<TokenPair> {
    await this.throttle.assertOpen(currentContext().ip);
    const read = this.users.read(refreshToken);
    if (!tenant || !read) return this.result({ verdict: 'dead' });
    this.tenancy.assertOpen(tenant);
    const rotate = () => this.users.rotate(refreshToken, read.hash, this.clock.now());
    return this.result(await runInContext({ ...currentContext(), tenant }, rotate));
  }

  async refreshOperator(refreshToken: string): Promise<TokenPair> {
    await this.throttle.assertOpen(currentContext().ip);
    const read = this.operators.read(refreshToken);
    if (!read) return this.result({ verdict: 'dead' });
    return this.result(await this.operators.rotate(refreshToken, read.hash, this.clock.now()));
  }

  private async result(rotation: Rotation): Promise<TokenPair> {
    if (rotation.verdict === 'fresh' || rotation.verdict === 'repeated') return rotation.tokens;
    if (rotation.verdict === 'reused') {
      await this.signals.send(SESSIONS, rotation.sessionId);
      throw refreshTokenReused();
    }
    await this.throttle.failed(currentContext().ip);
    throw invalidRefreshToken();
  }
}
