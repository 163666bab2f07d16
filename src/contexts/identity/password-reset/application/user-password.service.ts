import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { refuse } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import { UserAccessService } from '../../people/application/user-access.service.js';
import { UserDirectoryService } from '../../people/application/user-directory.service.js';
import type { UserView } from '../../people/application/user.view.js';
import { inactiveUser } from '../../people/domain/user.errors.js';
import { ownPassword } from '../domain/password-reset.errors.js';
import { PasswordResetMailService } from './password-reset-mail.service.js';
import { passwordResetByAdminMail } from './password.mails.js';

/** Passwords of others. Nobody learns or chooses them: they are mailed a link. */
@Injectable()
export class UserPasswordService {
  constructor(
    private readonly users: UserDirectoryService,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: UserAccessService,
    private readonly mails: PasswordResetMailService,
  ) {}

  /** Signs the user out everywhere, at once. @throws 403 `user.beyond_own_rights`, 409 `user.own_password`, 422 `user.inactive` */
  async reset(id: string, version: number): Promise<UserView> {
    const rights = await this.users.assertMayChange(id, version);
    if (id === currentUserId()) throw refuse(ownPassword);
    await this.unitOfWork.transactional(async (em) => {
      const user = await this.users.load(em, rights);
      if (!user.isActive) throw refuse(inactiveUser);
      user.requirePasswordChange();
      await this.unitOfWork.commit(user);
      await this.access.endSessions(user, 'password_reset');
      await this.mails.send(user, passwordResetByAdminMail);
    });
    await this.access.changed(id);
    return this.users.view(id);
  }
}
