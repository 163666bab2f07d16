import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { OperatorSessionService } from '../../operators/application/operator-session.service.js';
import { PasswordCheckService } from './password-check.service.js';
import { SignInTargetService } from './sign-in-target.service.js';
import { signInPlace } from './sign-in-place.js';
import { PendingOperatorService } from './pending-operator.service.js';
import { SignInQueueService, type Credentials } from './sign-in-queue.service.js';
import type { SignInResult } from './sign-in.service.js';

/** Signs operators in by password. */
@Injectable()
export class OperatorSignInService {
  constructor(
    private readonly queue: SignInQueueService,
    private readonly targets: SignInTargetService,
    private readonly passwords: PasswordCheckService,
    private readonly operators: OperatorSessionService,
    private readonly pending: PendingOperatorService,
    private readonly clock: Clock,
  ) {}

  signIn(credentials: Credentials): Promise<SignInResult> {
    return this.queue.signIn(credentials, async (attempt) => {
      const passed = await this.passwords.check(this.targets.operator(credentials.email), attempt);
      if (passed.hasSecondFactor) throw await this.pending.begin(passed);
      const tokens = await this.operators.start(passed.principal, signInPlace(this.clock), passed.newHash);
      return { ...tokens, deviceToken: passed.deviceToken };
    });
  }
}
