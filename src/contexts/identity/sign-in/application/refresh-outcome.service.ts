import { Injectable } from '@nestjs/common';
import { refuse } from '#libs/kernel';
import { currentContext } from '#libs/request-context';
import { Signals } from '#libs/signals';
import { invalidRefreshToken, refreshTokenReused } from '../../sessions/domain/auth.errors.js';
import { SESSIONS } from '../../sessions/application/live-sessions.js';
import type { Rotation, TokenPair } from '../../sessions/application/session-chain.js';
import { SignInThrottleService } from './sign-in-throttle.service.js';

/** Turns the verdict on a refresh token into tokens or an error. */
@Injectable()
export class RefreshOutcomeService {
  constructor(
    private readonly throttle: SignInThrottleService,
    private readonly signals: Signals,
  ) {}

  /** @throws 401 `auth.invalid_refresh_token`, `auth.refresh_token_reused`, 429 `auth.too_many_attempts` */
  async tokens(rotation: Rotation): Promise<TokenPair> {
    if (rotation.verdict === 'fresh' || rotation.verdict === 'repeated') return rotation.tokens;
    if (rotation.verdict === 'reused') {
      await this.signals.send(SESSIONS, rotation.sessionId);
      throw refuse(refreshTokenReused);
    }
    await this.throttle.refreshFailed(currentContext().ip);
    throw refuse(invalidRefreshToken);
  }
}
