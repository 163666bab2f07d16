import { Injectable } from '@nestjs/common';
import { Clock, refuse } from '#libs/kernel';
import { passwordChangeRequired } from '../../sessions/domain/auth.errors.js';
import type { Passed } from './password-check.service.js';
import { PendingSignInService } from './pending-sign-in.service.js';
import { signInPlace } from './sign-in-place.js';
import type { SignInResult } from './sign-in.service.js';
import { UserSessionService } from './user-session.service.js';

/** What follows the right password of a user. */
@Injectable()
export class UserSignInService {
  constructor(
    private readonly sessions: UserSessionService,
    private readonly pending: PendingSignInService,
    private readonly clock: Clock,
  ) {}

  /** @throws 403 `auth.password_change_required`, `auth.second_step_needed` */
  async proceed(passed: Passed): Promise<SignInResult> {
    if (passed.mustChangePassword) throw refuse(passwordChangeRequired);
    if (passed.hasSecondFactor) throw await this.pending.begin(passed);
    const tokens = await this.sessions.start(passed.principal, signInPlace(this.clock), passed.newHash);
    return { ...tokens, deviceToken: passed.deviceToken };
  }
}
