import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { UnitOfWork } from '#libs/database';
import { refuse } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import type { User } from '../domain/user.entity.js';
import { ownAccount } from '../domain/user.errors.js';
import { UserAccessService } from './user-access.service.js';
import { UserDirectoryService } from './user-directory.service.js';
import { OpenWorkService, type LeftWork } from './open-work.service.js';
import type { WorkHolder } from '../domain/work-taker.js';
import type { UserView } from './user.view.js';

export interface DeactivatedUser extends UserView {
  /** What was assigned to the user. */
  readonly openWork: LeftWork;
}

/** Only active users count against the plan and may sign in. */
@Injectable()
export class UserActivationService {
  constructor(
    private readonly users: UserDirectoryService,
    private readonly unitOfWork: UnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly access: UserAccessService,
    private readonly work: OpenWorkService,
  ) {}

  /** @throws 402 `plan.limit_reached`, 403 `user.beyond_own_rights` */
  async activate(id: string, version: number): Promise<UserView> {
    const rights = await this.users.assertMayChange(id, version);
    await this.unitOfWork.transactional(async (em) => {
      const user = await this.users.load(em, rights);
      if (user.isActive) return;
      await this.tenancy.reserve('users');
      user.activate();
      await this.unitOfWork.commit(user);
    });
    // API keys of the user are valid again
    await this.access.changed(id);
    return this.users.view(id);
  }

  /**
   * Signs the user out everywhere, at once.
   * @param reassignTo gets the open work of the user, in the same transaction; without it the work stays with the user
   * @throws 403 `user.beyond_own_rights`, 409 `user.own_account`, `user.last_admin`, 422 `reassignment.unavailable`
   */
  async deactivate(id: string, version: number, reassignTo?: WorkHolder): Promise<DeactivatedUser> {
    const rights = await this.users.assertMayChange(id, version);
    if (id === currentUserId()) throw refuse(ownAccount);
    const openWork = await this.unitOfWork.transactional(async (em) => {
      const user = await this.users.load(em, rights);
      if (user.isActive) await this.end(user);
      return this.work.leftBy({ userId: id }, reassignTo, 'The assignee was deactivated');
    });
    await this.access.changed(id);
    return { ...(await this.users.view(id)), openWork };
  }

  private async end(user: User): Promise<void> {
    await this.access.assertNotLastAdmin(user);
    user.deactivate();
    await this.unitOfWork.commit(user);
    await this.access.endSessions(user, 'deactivated');
    await this.tenancy.release('users');
  }
}
