import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { Signals } from '#libs/signals';
import type { User } from '../domain/user.entity.js';
import { lastAdmin } from '../domain/user.errors.js';
import { SESSIONS } from '../../sessions/application/live-sessions.js';
import { endSessionsOf } from '../../sessions/application/sign-in.queries.js';
import { lockActiveAdmins } from './user.queries.js';

/** What follows for the sessions of users whose rights change. */
@Injectable()
export class UserAccessService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /**
   * In the transaction in which somebody stops to be an active admin: without one an account could never be administered again.
   * @throws 409 `user.last_admin`
   */
  async assertNotLastAdmin(user: User): Promise<void> {
    if (user.role !== 'admin' || !user.isActive) return;
    const [admins] = await this.unitOfWork.execute(lockActiveAdmins.bind(currentTenant().schema, {}));
    if (!admins!.rows.some((row) => row['id'] !== user.id)) throw refuse(lastAdmin);
  }

  /** In the transaction that takes the right to sign in away. */
  async endSessions({ id: userId }: User): Promise<void> {
    const end = { userId, at: this.clock.now(), reason: 'deactivated' };
    await this.unitOfWork.execute(endSessionsOf.bind(currentTenant().schema, end));
  }

  /** After the commit: from the next request on, in every process, the user has the rights that the database says. */
  async changed(userId: string): Promise<void> {
    await this.signals.send(SESSIONS, userId);
  }
}
