import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { auditStatement } from '#libs/audit';
import { PlatformUnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { Signals } from '#libs/signals';
import { Operator } from '../../operators/domain/operator.entity.js';
import { SESSIONS } from '../../sessions/application/live-sessions.js';
import { SignInThrottleService } from '../../sign-in/application/sign-in-throttle.service.js';
import { newBackupCodes } from '../../two-factor/application/backup-codes.js';
import { newEnrolment, type Enrolment } from '../../two-factor/application/enrolment.js';
import { TwoFactorSecretService } from '../../two-factor/application/two-factor-secret.service.js';
import { useCodeOfOperator } from '../../two-factor/application/used-code.writes.js';
import { alreadyEnabled, notEnabled, wrongCode } from '../../two-factor/domain/two-factor.errors.js';
import { enableTwoFactor, proposeTwoFactor, removeTwoFactor } from '../../two-factor/domain/two-factor-holder.js';
import { endOtherOperatorSessions } from './operator-account.writes.js';
import { replaceOperatorCodes } from '../../operators/application/operator-codes.writes.js';
import { ownOperatorSession } from './own-operator-session.js';

/** The second factor of the operator who asks; the same rules as for users. */
@Injectable()
export class OperatorTwoFactorService {
  constructor(
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly secrets: TwoFactorSecretService,
    private readonly throttle: SignInThrottleService,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** @throws 409 `two_factor.already_enabled` */
  begin(): Promise<Enrolment> {
    return this.withOwn(async (operator) => {
      if (operator.twoFactorEnabled) throw refuse(alreadyEnabled);
      const enrolment = newEnrolment('operators', operator.email);
      proposeTwoFactor(operator, this.secrets.encrypt(operator.id, enrolment.secret));
      await this.unitOfWork.commitAs('propose_two_factor', operator);
      return enrolment;
    });
  }

  /** Ends all other sessions. @throws 409 `two_factor.not_begun`, 422 `two_factor.wrong_code` */
  async confirm(code: string): Promise<readonly string[]> {
    const { operatorId, sessionId } = ownOperatorSession();
    const codes = newBackupCodes();
    await this.withOwn(async (operator) => {
      enableTwoFactor(operator, this.secrets.stepToConfirm(operator, code));
      await this.unitOfWork.commitAs('enable_two_factor', operator);
      const end = endOtherOperatorSessions.bind('public', { operatorId, sessionId, at: this.clock.now() });
      await this.unitOfWork.execute(...replaceOperatorCodes(operatorId, codes), end);
    });
    await this.signals.send(SESSIONS, operatorId);
    return codes;
  }

  /** The former ones are worthless. @throws 409 `two_factor.not_enabled` */
  async renewBackupCodes(): Promise<readonly string[]> {
    const codes = newBackupCodes();
    await this.withOwn(async ({ id, twoFactorEnabled }) => {
      if (!twoFactorEnabled) throw refuse(notEnabled);
      const entry = { action: 'renew_backup_codes', resourceType: 'operator', resourceId: id };
      await this.unitOfWork.execute(...replaceOperatorCodes(id, codes), auditStatement('public', [entry]));
    });
    return codes;
  }

  /** @throws 409 `two_factor.not_enabled`, 422 `two_factor.wrong_code`, 429 `auth.too_many_attempts` after five of them */
  async disable(code: string): Promise<void> {
    const attempt = await this.throttle.begin({ signedIn: ownOperatorSession().operatorId });
    await this.withOwn(async (operator) => {
      const use = useCodeOfOperator(operator.id, this.secrets.readToUse(operator, code), this.clock.now());
      const [used] = await this.unitOfWork.execute(use);
      if (used!.rowCount === 0) throw refuse(wrongCode);
      removeTwoFactor(operator);
      await this.unitOfWork.commitAs('disable_two_factor', operator);
      await this.unitOfWork.execute(...replaceOperatorCodes(operator.id, []));
    });
    await this.throttle.succeeded(attempt);
  }

  private withOwn<T>(work: (operator: Operator) => Promise<T>): Promise<T> {
    const { operatorId: id } = ownOperatorSession();
    return this.unitOfWork.transactional(async (em) =>
      work(await em.findOneOrFail(Operator, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })),
    );
  }
}
