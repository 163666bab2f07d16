import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { assertVersion, UnitOfWork } from '#libs/database';
import { refuse } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import { User } from '../domain/user.entity.js';
import { ownAccount } from '../domain/user.errors.js';
import { UserAccessService } from './user-access.service.js';
import { UserDirectoryService } from './user-directory.service.js';
import type { UserView } from './user.view.js';

/** Only active users count against the plan and may sign in. */
@Injectable()
export class UserActivationService {
  constructor(
    private readonly users: UserDirectoryService,
    private readonly unitOfWork: UnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly access: UserAccessService,
  ) {}

  /** @throws 402 `plan.limit_reached`, 403 `user.beyond_own_rights` */
  async activate(id: string, version: number): Promise<UserView> {
    await this.users.assertMayChange(id);
    await this.unitOfWork.transactional(async (em) => {
      const user = await em.findOneOrFail(User, { id });
      assertVersion(user, version);
      if (user.isActive) return;
      await this.tenancy.reserve('users');
      user.activate();
      await this.unitOfWork.commit(user);
    });
    // API keys of the user are valid again
    await this.access.changed(id);
    return this.users.view(id);
  }

  /** Signs the user out everywhere, at once. @throws 403 `user.beyond_own_rights`, 409 `user.own_account`, `user.last_admin` */
  async deactivate(id: string, version: number): Promise<UserView> {
    await this.users.assertMayChange(id);
    if (id === currentUserId()) throw refuse(ownAccount);
    await this.unitOfWork.transactional(async (em) => {
      const user = await em.findOneOrFail(User, { id });
      assertVersion(user, version);
      if (!user.isActive) return;
      await this.access.assertNotLastAdmin(user);
      user.deactivate();
      await this.unitOfWork.commit(user);
      await this.access.endSessions(user, 'deactivated');
      await this.tenancy.release('users');
    });
    await this.access.changed(id);
    return this.users.view(id);
  }
}
