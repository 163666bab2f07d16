import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork } from '#libs/database';
import { notFound, refuse } from '#libs/kernel';
import { currentContext, currentTenant } from '#libs/request-context';
import { PasswordConfirmationService } from '../../me/application/password-confirmation.service.js';
import { signedInUser } from '../../me/application/signed-in-user.js';
import { normalEmail } from '../../people/domain/user.entity.js';
import { SignInThrottleService } from '../../sign-in/application/sign-in-throttle.service.js';
import { alreadyVerified, sameEmail } from '../domain/email-verification.errors.js';
import { addressOfUser } from './email-verification.queries.js';
import { VerificationMailService } from './verification-mail.service.js';

/** The e-mail address of whoever asks. */
@Injectable()
export class OwnEmailService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly confirmation: PasswordConfirmationService,
    private readonly throttle: SignInThrottleService,
    private readonly mails: VerificationMailService,
  ) {}

  /** @throws 409 `user.email_verified`, 429 `auth.too_many_attempts` */
  async resend(): Promise<void> {
    const user = await this.db.one(addressOfUser, { id: signedInUser().id });
    if (!user) throw notFound();
    if (user.is_verified) throw refuse(alreadyVerified);
    await this.countMail(user.id);
    await this.unitOfWork.transactional(() => this.mails.send(user));
  }

  /**
   * Mails a link to the new address and a notice to the old one. Whether another user has it is found out when the link is followed: whoever
   * asks learns nothing of the addresses of others.
   * @throws 422 `auth.wrong_password`, `user.email_unchanged`, 429 `auth.too_many_attempts`, 503 `auth.busy`
   */
  async requestChange(email: string, password: string): Promise<void> {
    const user = await this.confirmation.confirm(password);
    const address = normalEmail(email);
    if (address === user.email) throw refuse(sameEmail);
    await this.countMail(user.id);
    await this.unitOfWork.transactional(() => this.mails.sendForChange(user, address));
  }

  private async countMail(userId: string): Promise<void> {
    await this.throttle.mailToOneself(`${currentTenant().id}/${userId}`, currentContext().ip);
  }
}
