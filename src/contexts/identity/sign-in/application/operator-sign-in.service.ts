import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { OperatorSessions } from '../../operators/application/operator-sessions.js';
import { PasswordCheck } from '../../sign-in/application/password-check.js';
import { SignInDoors } from '../../sign-in/application/sign-in-doors.js';
import { signInPlace } from '../../sign-in/application/sign-in-place.js';
import { SignInQueue, type Credentials } from '../../sign-in/application/sign-in-queue.js';
import type { SignInResult } from '../../sign-in/application/sign-in.service.js';

/** Lets operators in who know their password. */
@Injectable()
export class OperatorSignInService {
  constructor(
    private readonly queue: SignInQueue,
    private readonly doors: SignInDoors,
    private readonly passwords: PasswordCheck,
    private readonly operators: OperatorSessions,
    private readonly clock: Clock,
  ) {}

  signIn(credentials: Credentials): Promise<SignInResult> {
    return this.queue.signIn(credentials, async (knock) => {
      const passed = await this.passwords.pass(this.doors.operators(credentials.email), knock);
      const tokens = await this.operators.start(passed.principal, signInPlace(this.clock), passed.newHash);
      return { ...tokens, deviceToken: passed.deviceToken };
    });
  }
}
