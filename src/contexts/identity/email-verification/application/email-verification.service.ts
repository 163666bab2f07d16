import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { Mailer } from '#libs/mail';
import { MailedTokenService } from '../../mailed-tokens/application/mailed-token.service.js';
import { UserAccessService } from '../../people/application/user-access.service.js';
import { User } from '../../people/domain/user.entity.js';
import { invalidVerification } from '../domain/email-verification.errors.js';
import { emailChangedMail } from './email-verification.mails.js';
import { mailedAddress, type MailedAddress } from './email-verification.queries.js';

const KIND = 'email_verification';

/** What becomes of an address once somebody has shown that they read its mail, in the tenant's context. */
@Injectable()
export class EmailVerificationService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: MailedTokenService,
    private readonly access: UserAccessService,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  find(hash: string): Promise<MailedAddress | undefined> {
    return this.db.one(mailedAddress, { hash, at: this.clock.now() });
  }

  /**
   * Of several requests with one token one gets it. An address that somebody else has meanwhile leaves the token as it was.
   * @throws 401 `auth.invalid_verification_token`, 409 `user.email_taken`
   */
  async verify({ id, from, email, authVersion }: MailedAddress, hash: string): Promise<void> {
    await this.unitOfWork.transactional(async (em) => {
      // the user before the token, as where one is issued
      const user = await em.findOne(User, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const isTheirs = (await this.tokens.take(KIND, hash)) === user?.id;
      const isAsBefore = user?.isActive && user.email === from && user.authVersion === authVersion;
      if (!user || !isAsBefore || !isTheirs) throw refuse(invalidVerification);
      user.confirmEmail(email, this.clock.now());
      await this.unitOfWork.commit(user);
      if (email !== from) await this.mailer.queue(emailChangedMail, { to: from, locale: user.locale, data: {} });
    });
    // who is verified may do more from the next request on
    await this.access.changed(id);
  }
}
