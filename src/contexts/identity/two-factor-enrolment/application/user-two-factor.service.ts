import { Injectable } from '@nestjs/common';
import { assertVersion, UnitOfWork } from '#libs/database';
import { refuse } from '#libs/kernel';
import { Mailer } from '#libs/mail';
import { currentTenant, currentUserId } from '#libs/request-context';
import { UserAccessService } from '../../people/application/user-access.service.js';
import { UserDirectoryService } from '../../people/application/user-directory.service.js';
import type { UserView } from '../../people/application/user.view.js';
import { User } from '../../people/domain/user.entity.js';
import { notEnabled, ownTwoFactor } from '../../two-factor/domain/two-factor.errors.js';
import { removeTwoFactor } from '../../two-factor/domain/two-factor-holder.js';
import { twoFactorResetMail } from './two-factor.mails.js';
import { replaceBackupCodes } from './two-factor.writes.js';

/** Second factors of others, who have lost theirs. */
@Injectable()
export class UserTwoFactorService {
  constructor(
    private readonly users: UserDirectoryService,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: UserAccessService,
    private readonly mailer: Mailer,
  ) {}

  /** Signs the user out everywhere. @throws 403 `user.beyond_own_rights`, 409 `two_factor.own`, `two_factor.not_enabled` */
  async reset(id: string, version: number): Promise<UserView> {
    await this.users.assertMayChange(id);
    if (id === currentUserId()) throw refuse(ownTwoFactor);
    await this.unitOfWork.transactional(async (em) => {
      const user = await em.findOneOrFail(User, { id });
      assertVersion(user, version);
      if (!user.twoFactorEnabled) throw refuse(notEnabled);
      removeTwoFactor(user);
      user.endTokens();
      await this.unitOfWork.commitAs('reset_two_factor', user);
      await this.unitOfWork.execute(...replaceBackupCodes(currentTenant().schema, id, []));
      await this.access.endSessions(user, 'two_factor_changed');
      await this.mailer.queue(twoFactorResetMail, { to: user.email, data: {} });
    });
    await this.access.changed(id);
    return this.users.view(id);
  }
}
