import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import type { User } from '../../people/domain/user.entity.js';
import { DeviceTokenService } from '../../sign-in/application/device-token.service.js';
import { signInPlace } from '../../sign-in/application/sign-in-place.js';
import type { SignInResult } from '../../sign-in/application/sign-in.service.js';
import { accountOf } from '../../sign-in/application/sign-in-target.service.js';
import { UserSessionService } from '../../sign-in/application/user-session.service.js';
import { signedInUser } from './signed-in-user.js';

/** Signs a user in anew whose sessions have just been ended by an act of their own. */
@Injectable()
export class RenewedSignInService {
  constructor(
    private readonly sessions: UserSessionService,
    private readonly devices: DeviceTokenService,
    private readonly clock: Clock,
  ) {}

  /** In the open transaction. The password alone makes no fresh sign-in of somebody who has a second factor. */
  async start(user: User): Promise<SignInResult> {
    const { authenticatedAt } = signedInUser();
    const earlier = user.twoFactorEnabled && authenticatedAt ? { authenticatedAt } : {};
    const tokens = await this.sessions.start(user, { ...signInPlace(this.clock), ...earlier }, null);
    return { ...tokens, deviceToken: this.devices.issue(accountOf(currentTenant(), user.email).account, user) };
  }
}
