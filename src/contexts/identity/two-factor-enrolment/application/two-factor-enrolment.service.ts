import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { UnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { Mailer } from '#libs/mail';
import { currentTenant } from '#libs/request-context';
import { UserAccessService } from '../../people/application/user-access.service.js';
import { User } from '../../people/domain/user.entity.js';
import { ownSession, type OwnSession } from '../../sessions/application/own-session.js';
import { newBackupCodes } from '../../two-factor/application/backup-codes.js';
import { newEnrolment, type Enrolment } from '../../two-factor/application/enrolment.js';
import { TwoFactorSecretService } from '../../two-factor/application/two-factor-secret.service.js';
import { alreadyEnabled } from '../../two-factor/domain/two-factor.errors.js';
import { enableTwoFactor, proposeTwoFactor } from '../../two-factor/domain/two-factor-holder.js';
import { twoFactorEnabledMail } from './two-factor.mails.js';
import { confirmSession, endOtherSessions, replaceBackupCodes } from './two-factor.writes.js';

/** Adds a second factor to the account of whoever asks. */
@Injectable()
export class TwoFactorEnrolmentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: TwoFactorSecretService,
    private readonly tenancy: TenancyFacade,
    private readonly access: UserAccessService,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /** Takes the place of one that was not confirmed. @throws 409 `two_factor.already_enabled` */
  async begin(): Promise<Enrolment> {
    const { userId } = ownSession();
    const tenant = await this.tenancy.tenantById(currentTenant().id);
    return this.unitOfWork.transactional(async (em) => {
      const user = await em.findOneOrFail(User, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (user.twoFactorEnabled) throw refuse(alreadyEnabled);
      const enrolment = newEnrolment(tenant?.name ?? '', user.email);
      proposeTwoFactor(user, this.secrets.encrypt(userId, enrolment.secret));
      await this.unitOfWork.commitAs('propose_two_factor', user);
      return enrolment;
    });
  }

  /** Ends all other sessions. @returns the backup codes @throws 409 `two_factor.not_begun`, 422 `two_factor.wrong_code` */
  async confirm(code: string): Promise<readonly string[]> {
    const session = ownSession();
    const codes = newBackupCodes();
    await this.unitOfWork.transactional(async (em) => {
      const user = await em.findOneOrFail(User, { id: session.userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      enableTwoFactor(user, this.secrets.stepToConfirm(user, code));
      await this.unitOfWork.commitAs('enable_two_factor', user);
      await this.writeBeside(session, codes);
      await this.mailer.queue(twoFactorEnabledMail, { to: user.email, data: {} });
    });
    await this.access.changed(session.userId);
    return codes;
  }

  private async writeBeside({ userId, sessionId }: OwnSession, codes: readonly string[]): Promise<void> {
    const { schema } = currentTenant();
    await this.unitOfWork.execute(
      ...replaceBackupCodes(schema, userId, codes),
      endOtherSessions.bind(schema, { userId, sessionId, at: this.clock.now() }),
      confirmSession.bind(schema, { sessionId }),
    );
  }
}
