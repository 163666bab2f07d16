import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { Mailer } from '#libs/mail';
import { UserAccessService } from '../../people/application/user-access.service.js';
import type { User } from '../../people/domain/user.entity.js';
import { passwordChangedMail } from './password.mails.js';

/** What belongs to every change of a user's password. */
@Injectable()
export class PasswordRenewalService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: UserAccessService,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /** In the open transaction. Ends all sessions, and says so to the user. Afterwards call {@link ended}. */
  async renew(user: User, passwordHash: string): Promise<void> {
    user.setPassword(passwordHash, this.clock.now());
    await this.unitOfWork.commit(user);
    await this.access.endSessions(user, 'password_changed');
    await this.mailer.queue(passwordChangedMail, { to: user.email, locale: user.locale, data: {} });
  }

  /** After the commit: the tokens of the ended sessions are worthless from the next request on. */
  ended(userId: string): Promise<void> {
    return this.access.changed(userId);
  }
}
