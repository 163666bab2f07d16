import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { Clock, notFound, refuse, type Role } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import { assertWithinOwnRights } from '../../people/application/own-rights.js';
import { normalEmail } from '../../people/domain/user.entity.js';
import { emailTaken } from '../../people/domain/user.errors.js';
import { userByEmail } from '../../sessions/application/sign-in.queries.js';
import { invitationStatus, type InvitationStatus } from '../domain/invitation-status.js';
import { Invitation } from '../domain/invitation.entity.js';
import { invitationExists, unknownTeam } from '../domain/invitation.errors.js';
import { InvitationLinkService } from './invitation-link.service.js';
import {
  activeTeams,
  invitationById,
  invitationList,
  invitationRow,
  openInvitation,
  type InvitationRow,
} from './invitation.queries.js';

export interface NewInvitation {
  readonly email: string;
  readonly role: Role;
  readonly teamIds?: readonly string[];
}

export type InvitationView = InvitationRow & { readonly status: InvitationStatus };

@Injectable()
export class InvitationService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly links: InvitationLinkService,
    private readonly clock: Clock,
  ) {}

  async list(request: ListRequest): Promise<Page<InvitationView>> {
    const page = await this.db.page(invitationList, request);
    return { ...page, data: page.data.map((row) => this.view(row)) };
  }

  async get(id: string): Promise<InvitationView> {
    const row = await this.db.one(invitationById, { id });
    if (!row) throw notFound();
    return this.view(invitationRow(row));
  }

  /**
   * A place in the plan is taken at the acceptance; where there is none now, nobody is invited.
   * @throws 402 `plan.limit_reached`, 403 `user.beyond_own_rights`, 409 `user.email_taken`, `invitation.exists`, 422 `team.unknown`
   */
  async invite({ teamIds = [], ...given }: NewInvitation): Promise<InvitationView> {
    assertWithinOwnRights({ role: given.role, granted: [] });
    await this.tenancy.assertRoom('users');
    await this.assertTeams(teamIds);
    await this.assertNew(normalEmail(given.email));
    const link = this.links.make();
    const invitation = Invitation.to({ ...given, teamIds, invitedById: currentUserId() }, link);
    await this.unitOfWork.transactional(async () => {
      await this.unitOfWork.commit(invitation);
      await this.links.mail(invitation.email, link);
    });
    return this.get(invitation.id);
  }

  /** The earlier link is worthless. @throws 403 `user.beyond_own_rights`, 409 `invitation.accepted` */
  async resend(id: string, version: number): Promise<InvitationView> {
    await this.change(id, version, async (invitation) => {
      const link = this.links.make();
      invitation.renew(link);
      await this.unitOfWork.commit(invitation);
      await this.links.mail(invitation.email, link);
    });
    return this.get(id);
  }

  /** @throws 403 `user.beyond_own_rights`, 409 `invitation.accepted` */
  remove(id: string, version: number): Promise<void> {
    return this.change(id, version, async (invitation) => {
      invitation.assertOpen();
      await this.unitOfWork.remove(invitation);
    });
  }

  private change(id: string, version: number, change: (invitation: Invitation) => Promise<void>): Promise<void> {
    return this.unitOfWork.transactional(async (em) => {
      const invitation = await em.findOne(Invitation, { id });
      if (!invitation) throw notFound();
      assertWithinOwnRights({ role: invitation.role, granted: [] });
      assertVersion(invitation, version);
      await change(invitation);
    });
  }

  private view(row: InvitationRow): InvitationView {
    return { ...row, status: invitationStatus(row, this.clock.now()) };
  }

  private async assertTeams(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const known = new Set((await this.db.run(activeTeams, { ids })).map(({ id }) => id));
    const at = ids.findIndex((id) => !known.has(id));
    if (at >= 0) throw refuse({ ...unknownTeam, pointer: `/teamIds/${at}` });
  }

  private async assertNew(email: string): Promise<void> {
    const [user, open] = await Promise.all([
      this.db.one(userByEmail, { email }),
      this.db.one(openInvitation, { email }),
    ]);
    if (user) throw refuse(emailTaken, { members: { existingId: user.id } });
    if (open) throw refuse(invitationExists, { members: { existingId: open.id } });
  }
}
