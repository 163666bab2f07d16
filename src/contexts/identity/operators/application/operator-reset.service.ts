import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { PlatformUnitOfWork, type Statement } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { Signals } from '#libs/signals';
import { NewPasswordService } from '../../passwords/application/new-password.service.js';
import { normalEmail } from '../../people/domain/user.entity.js';
import { SESSIONS } from '../../sessions/application/live-sessions.js';
import type { RevokedReason } from '../../sessions/domain/session-life.js';
import { removeTwoFactor } from '../../two-factor/domain/two-factor-holder.js';
import { Operator } from '../domain/operator.entity.js';
import { noSuchOperator } from '../domain/operator.errors.js';
import { endSessionsOfOperator, replaceOperatorCodes } from './operator-codes.writes.js';

/** What the command line does to the account of an operator. Each of it signs them out everywhere, at once. */
@Injectable()
export class OperatorResetService {
  constructor(
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly passwords: NewPasswordService,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** @throws 404 `operator.not_found`, 422 for a password that is too easy */
  async resetPassword(email: string, password: string): Promise<void> {
    const passwordHash = await this.passwords.hash(password, [email]);
    await this.change(email, 'reset_password', 'password_reset', (operator) => {
      operator.setPassword(passwordHash, this.clock.now());
      return [];
    });
  }

  /** For one who has lost phone and backup codes. @throws 404 `operator.not_found` */
  resetTwoFactor(email: string): Promise<void> {
    return this.change(email, 'reset_two_factor', 'two_factor_changed', (operator) => {
      removeTwoFactor(operator);
      operator.endTokens();
      return replaceOperatorCodes(operator.id, []);
    });
  }

  /** @throws 404 `operator.not_found` */
  deactivate(email: string): Promise<void> {
    return this.change(email, 'deactivate', 'deactivated', (operator) => {
      operator.deactivate();
      return [];
    });
  }

  /** @throws 404 `operator.not_found` */
  activate(email: string): Promise<void> {
    return this.change(email, 'activate', 'deactivated', (operator) => {
      operator.activate();
      return [];
    });
  }

  private async change(
    email: string,
    action: string,
    reason: RevokedReason,
    apply: (operator: Operator) => Statement[],
  ): Promise<void> {
    const id = await this.unitOfWork.transactional(async (em) => {
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
      const operator = await em.findOne(Operator, { email: normalEmail(email) }, lock);
      if (!operator) throw refuse(noSuchOperator, { detail: `No operator has the e-mail address ${email}.` });
      const beside = apply(operator);
      await this.unitOfWork.commitAs(action, operator);
      const end = endSessionsOfOperator.bind('public', { operatorId: operator.id, at: this.clock.now(), reason });
      await this.unitOfWork.execute(...beside, end);
      return operator.id;
    });
    await this.signals.send(SESSIONS, id);
  }
}
