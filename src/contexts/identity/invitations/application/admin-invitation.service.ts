import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork } from '#libs/database';
import { refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { lockActiveAdmins } from '../../people/application/user.queries.js';
import { normalEmail } from '../../people/domain/user.entity.js';
import { emailTaken } from '../../people/domain/user.errors.js';
import { userByEmail } from '../../sessions/application/sign-in.queries.js';
import { Invitation } from '../domain/invitation.entity.js';
import { hasAdministrator } from '../domain/invitation.errors.js';
import { InvitationLinkService } from './invitation-link.service.js';

/** Lets an operator invite an administrator into the current tenant, while nobody is there who could. */
@Injectable()
export class AdminInvitationService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly links: InvitationLinkService,
  ) {}

  /** Where the address was invited already the earlier link is worthless. @throws 409 `tenant.has_administrator`, `user.email_taken` */
  invite(address: string): Promise<void> {
    const email = normalEmail(address);
    return this.unitOfWork.transactional(async (em) => {
      const [admins] = await this.unitOfWork.execute(lockActiveAdmins.bind(currentTenant().schema, {}));
      if (admins!.rows.length > 0) throw refuse(hasAdministrator);
      const user = await this.db.one(userByEmail, { email });
      if (user) throw refuse(emailTaken, { members: { existingId: user.id } });
      const link = this.links.make();
      const open = await em.findOne(Invitation, { email, acceptedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const invitation = open ?? Invitation.to({ email, role: 'admin', teamIds: [], invitedById: null }, link);
      invitation.role = 'admin';
      invitation.renew(link);
      await this.unitOfWork.commit(invitation);
      await this.links.mail(email, link);
    });
  }
}
