import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { TenantDb, UnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { User } from '../../people/domain/user.entity.js';
import { TeamService } from '../../teams/application/team.service.js';
import { Invitation } from '../domain/invitation.entity.js';
import { invalidInvitation } from '../domain/invitation.errors.js';
import { activeTeams } from './invitation.queries.js';

export interface AcceptedNames {
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
}

/** Makes users of invited people, in the tenant's context. */
@Injectable()
export class InvitationAcceptanceService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly teams: TeamService,
    private readonly clock: Clock,
  ) {}

  /**
   * Of several requests with one token one gets it. The place in the plan is taken here; without one the invitation stays as it was.
   * @throws 401 `invitation.invalid_token`, 402 `plan.limit_reached`, 409 `user.email_taken`
   */
  accept(hash: string, { firstName = null, lastName = null }: AcceptedNames, passwordHash: string): Promise<void> {
    return this.unitOfWork.transactional(async (em) => {
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
      const invitation = await em.findOne(Invitation, { tokenHash: hash }, lock);
      const at = this.clock.now();
      if (!invitation?.isValid(hash, at)) throw refuse(invalidInvitation);
      const { email, role, teamIds } = invitation;
      const user = User.create({ email, role, passwordHash, firstName, lastName });
      // whoever has the link has read the mail
      user.verifyEmail(at);
      await this.tenancy.reserve('users');
      invitation.accept(user.id, at);
      await this.unitOfWork.commit(user);
      await this.unitOfWork.commit(invitation);
      await this.join(user.id, teamIds);
    });
  }

  /** Teams that were deactivated meanwhile are left out. */
  private async join(userId: string, teamIds: readonly string[]): Promise<void> {
    if (teamIds.length === 0) return;
    for (const { id } of await this.db.run(activeTeams, { ids: teamIds })) await this.teams.addMember(id, userId);
  }
}
