import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { PlatformUnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { Signals } from '#libs/signals';
import { NewPasswordService } from '../../passwords/application/new-password.service.js';
import { PasswordHasherService } from '../../passwords/application/password-hasher.service.js';
import { endSessionsOfOperator } from '../../operators/application/operator-codes.writes.js';
import { Operator } from '../../operators/domain/operator.entity.js';
import { wrongOwnPassword } from '../../operators/domain/operator.errors.js';
import { SESSIONS } from '../../sessions/application/live-sessions.js';
import { SignInThrottleService } from '../../sign-in/application/sign-in-throttle.service.js';
import { ownOperatorSession } from './own-operator-session.js';

/** The password of the operator who asks. */
@Injectable()
export class OperatorPasswordService {
  constructor(
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly hasher: PasswordHasherService,
    private readonly passwords: NewPasswordService,
    private readonly throttle: SignInThrottleService,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** Ends all sessions. @throws 422 `operator.wrong_password` or for one that is too easy, 429 `auth.too_many_attempts` */
  async change(current: string, next: string): Promise<void> {
    const { operatorId: id } = ownOperatorSession();
    const attempt = await this.throttle.begin({ signedIn: id });
    await this.unitOfWork.transactional(async (em) => {
      const operator = await em.findOneOrFail(Operator, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!(await this.hasher.verify(operator.passwordHash, current))) throw refuse(wrongOwnPassword);
      const passwordHash = await this.passwords.hash(next, [operator.email, operator.name], '/newPassword');
      const at = this.clock.now();
      operator.setPassword(passwordHash, at);
      await this.unitOfWork.commitAs('change_password', operator);
      await this.unitOfWork.execute(
        endSessionsOfOperator.bind('public', { operatorId: id, at, reason: 'password_changed' }),
      );
    });
    await this.throttle.succeeded(attempt);
    await this.signals.send(SESSIONS, id);
  }
}
