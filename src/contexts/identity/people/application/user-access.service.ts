import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { Signals } from '#libs/signals';
import type { User } from '../domain/user.entity.js';
import { lastAdmin } from '../domain/user.errors.js';
import { SESSIONS } from '../../sessions/application/live-sessions.js';
import type { RevokedReason } from '../../sessions/domain/session-life.js';
import { endSessionsOf } from '../../sessions/application/sign-in.writes.js';
import { lockActiveAdmins } from './user.queries.js';

/** Ends or refreshes the sessions of users whose rights change. */
@Injectable()
export class UserAccessService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /**
   * Call it in the transaction in which somebody ceases to be an active admin, since without one nobody could administer the account.
   * @throws 409 `user.last_admin`
   */
  async assertNotLastAdmin(user: User): Promise<void> {
    if (user.role !== 'admin' || !user.isActive) return;
    const [admins] = await this.unitOfWork.execute(lockActiveAdmins.bind(currentTenant().schema, {}));
    if (!admins!.rows.some((row) => row['id'] !== user.id)) throw refuse(lastAdmin);
  }

  /**
   * Call it in the transaction that revokes the right to sign in, or changes the password.
   * @param kept the id of a session that goes on
   */
  async endSessions(
    { id: userId }: Pick<User, 'id'>,
    reason: RevokedReason,
    kept: string | null = null,
  ): Promise<void> {
    const end = { userId, at: this.clock.now(), reason, kept };
    await this.unitOfWork.execute(endSessionsOf.bind(currentTenant().schema, end));
  }

  /** Call it after the commit: from the next request on every process uses the new rights. */
  async changed(userId: string): Promise<void> {
    await this.signals.send(SESSIONS, userId);
  }
}
