import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { UnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { Mailer, PRODUCT_NAME } from '#libs/mail';
import { currentTenant } from '#libs/request-context';
import { UserAccessService } from '../../people/application/user-access.service.js';
import { User } from '../../people/domain/user.entity.js';
import { ownSession, type OwnSession } from '../../sessions/application/own-session.js';
import { newBackupCodes } from '../../two-factor/application/backup-codes.js';
import { newTotpSecret, otpauthUri } from '../../two-factor/application/totp.js';
import { TwoFactorSecretService } from '../../two-factor/application/two-factor-secret.service.js';
import { alreadyEnabled, notBegun, wrongCode } from '../../two-factor/domain/two-factor.errors.js';
import { twoFactorEnabledMail } from './two-factor.mails.js';
import { confirmSession, endOtherSessions, replaceBackupCodes } from './two-factor.writes.js';

export interface Enrolment {
  /** In base32, for apps that take no picture. */
  readonly secret: string;
  readonly otpauthUri: string;
}

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
    const secret = newTotpSecret();
    const user = await this.unitOfWork.transactional(async (em) => {
      const found = await em.findOneOrFail(User, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (found.twoFactorEnabled) throw refuse(alreadyEnabled);
      found.proposeTwoFactor(this.secrets.encrypt(userId, secret));
      await this.unitOfWork.commitAs('propose_two_factor', found);
      return found;
    });
    const tenant = await this.tenancy.tenantById(currentTenant().id);
    return { secret, otpauthUri: otpauthUri(secret, `${PRODUCT_NAME} ${tenant?.name ?? ''}`.trim(), user.email) };
  }

  /** Ends all other sessions. @returns the backup codes @throws 409 `two_factor.not_begun`, 422 `two_factor.wrong_code` */
  async confirm(code: string): Promise<readonly string[]> {
    const session = ownSession();
    const codes = newBackupCodes();
    await this.unitOfWork.transactional(async (em) => {
      const user = await em.findOneOrFail(User, { id: session.userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      user.enableTwoFactor(this.confirmedStep(user, code));
      await this.unitOfWork.commitAs('enable_two_factor', user);
      await this.writeBeside(session, codes);
      await this.mailer.queue(twoFactorEnabledMail, { to: user.email, data: {} });
    });
    await this.access.changed(session.userId);
    return codes;
  }

  private confirmedStep(user: User, code: string): number {
    if (user.twoFactorEnabled) throw refuse(alreadyEnabled);
    if (!user.twoFactorSecret || !user.twoFactorKeyId) throw refuse(notBegun);
    const secret = { text: user.twoFactorSecret, keyId: user.twoFactorKeyId };
    const step = this.secrets.stepOf({ id: user.id, secret }, code);
    if (step === undefined) throw refuse(wrongCode);
    return step;
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
