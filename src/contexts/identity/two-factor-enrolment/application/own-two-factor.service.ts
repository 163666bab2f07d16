import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { auditStatement } from '#libs/audit';
import { UnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { Mailer } from '#libs/mail';
import { currentTenant } from '#libs/request-context';
import { UserAccessService } from '../../people/application/user-access.service.js';
import { User } from '../../people/domain/user.entity.js';
import { ownSession } from '../../sessions/application/own-session.js';
import { SignInThrottleService } from '../../sign-in/application/sign-in-throttle.service.js';
import { newBackupCodes } from '../../two-factor/application/backup-codes.js';
import { TwoFactorSecretService } from '../../two-factor/application/two-factor-secret.service.js';
import { useCodeOfUser } from '../../two-factor/application/used-code.writes.js';
import { notEnabled, wrongCode } from '../../two-factor/domain/two-factor.errors.js';
import { removeTwoFactor } from '../../two-factor/domain/two-factor-holder.js';
import { twoFactorDisabledMail } from './two-factor.mails.js';
import { replaceBackupCodes } from './two-factor.writes.js';

/** The second factor that whoever asks has. */
@Injectable()
export class OwnTwoFactorService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: TwoFactorSecretService,
    private readonly throttle: SignInThrottleService,
    private readonly access: UserAccessService,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /** The former ones are worthless. @throws 409 `two_factor.not_enabled` */
  async renewBackupCodes(): Promise<readonly string[]> {
    const { userId } = ownSession();
    const { schema } = currentTenant();
    const codes = newBackupCodes();
    const entry = { action: 'renew_backup_codes', resourceType: 'user', resourceId: userId };
    await this.unitOfWork.transactional(async (em) => {
      const user = await em.findOneOrFail(User, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!user.twoFactorEnabled) throw refuse(notEnabled);
      await this.unitOfWork.execute(...replaceBackupCodes(schema, userId, codes), auditStatement(schema, [entry]));
    });
    return codes;
  }

  /** @throws 409 `two_factor.not_enabled`, 422 `two_factor.wrong_code`, 429 `auth.too_many_attempts` after five of them */
  async disable(code: string): Promise<void> {
    const { userId } = ownSession();
    const attempt = await this.throttle.begin({ signedIn: `${currentTenant().id}/${userId}` });
    await this.unitOfWork.transactional(async (em) => {
      const user = await em.findOneOrFail(User, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const { schema } = currentTenant();
      const use = useCodeOfUser(schema, userId, this.secrets.readToUse(user, code), this.clock.now());
      const [used] = await this.unitOfWork.execute(use);
      if (used!.rowCount === 0) throw refuse(wrongCode);
      removeTwoFactor(user);
      await this.unitOfWork.commitAs('disable_two_factor', user);
      await this.unitOfWork.execute(...replaceBackupCodes(schema, userId, []));
      await this.mailer.queue(twoFactorDisabledMail, { to: user.email, data: {} });
    });
    // where one is demanded, sessions may only enrol from now on
    await this.access.changed(userId);
    await this.throttle.succeeded(attempt);
  }
}
