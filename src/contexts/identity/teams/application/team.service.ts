import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { auditStatement } from '#libs/audit';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { atField, Clock, notFound, refuse, type AuditEntry } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { TeamMember } from '../domain/team-member.entity.js';
import { Team, type TeamProfile } from '../domain/team.entity.js';
import { OpenWorkService, type LeftWork } from '../../people/application/open-work.service.js';
import { User } from '../../people/domain/user.entity.js';
import { inactiveUser, unknownUser } from '../../people/domain/user.errors.js';
import type { WorkHolder } from '../../people/domain/work-taker.js';
import { memberList, teamById, teamList, teamView, type MemberView, type TeamView } from './team.queries.js';
import { touchTeam } from './team.writes.js';

export interface TeamWithWork extends TeamView {
  /** What was assigned to the team, or to the user who left it. */
  readonly openWork: LeftWork;
}

type MemberAct = Pick<AuditEntry, 'action' | 'before' | 'after'>;

@Injectable()
export class TeamService {
  constructor(
    private readonly db: TenantDb,
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly work: OpenWorkService,
  ) {}

  list(request: ListRequest): Promise<Page<TeamView>> {
    return this.db.page(teamList, request);
  }

  async get(id: string): Promise<TeamView> {
    const row = await this.db.one(teamById, { id });
    if (!row) throw notFound();
    return teamView(row);
  }

  async create(given: TeamProfile & { name: string }): Promise<TeamView> {
    await this.assertActive('/teamLeadId', given.teamLeadId);
    const team = Team.create(given);
    await this.unitOfWork.commit(team);
    return this.get(team.id);
  }

  async edit(id: string, version: number, changes: TeamProfile): Promise<TeamView> {
    const team = await this.em.findOne(Team, { id });
    if (!team) throw notFound();
    assertVersion(team, version);
    await this.assertActive('/teamLeadId', changes.teamLeadId);
    team.edit(changes);
    await this.unitOfWork.commit(team);
    return this.get(id);
  }

  async activate(id: string, version: number): Promise<TeamView> {
    return this.edit(id, version, { isActive: true });
  }

  /** @param reassignTo gets the open work of the team, in the same transaction. @throws 422 `reassignment.unavailable` */
  async deactivate(id: string, version: number, reassignTo?: WorkHolder): Promise<TeamWithWork> {
    const openWork = await this.unitOfWork.transactional(async () => {
      await this.edit(id, version, { isActive: false });
      return this.work.leftBy({ teamId: id }, reassignTo, 'The team was deactivated');
    });
    return { ...(await this.get(id)), openWork };
  }

  members(teamId: string, request: ListRequest): Promise<Page<MemberView>> {
    const parent = teamById.bind(currentTenant().schema, { id: teamId });
    return this.db.page(memberList, request, { fixedFilters: { team: teamId }, parent });
  }

  /** @throws 409 `team.already_member`, 422 `user.unknown`, `user.inactive` */
  async addMember(teamId: string, userId: string): Promise<TeamView> {
    await this.get(teamId);
    await this.assertActive('/userId', userId);
    await this.unitOfWork.transactional(async () => {
      await this.unitOfWork.commit(TeamMember.create(teamId, userId));
      await this.noteMembers(teamId, { action: 'add_member', after: { userId } });
    });
    return this.get(teamId);
  }

  /** @param reassignTo gets what is assigned to the user alone, in the same transaction. @throws 422 `reassignment.unavailable` */
  async releaseMember(teamId: string, userId: string, reassignTo?: WorkHolder): Promise<TeamWithWork> {
    const openWork = await this.unitOfWork.transactional(async () => {
      await this.removeMember(teamId, userId);
      return this.work.leftBy({ userId }, reassignTo, 'The assignee left the team');
    });
    return { ...(await this.get(teamId)), openWork };
  }

  async removeMember(teamId: string, userId: string): Promise<void> {
    const member = await this.em.findOne(TeamMember, { teamId, userId });
    if (!member) throw notFound();
    await this.unitOfWork.transactional(async () => {
      await this.unitOfWork.remove(member);
      await this.noteMembers(teamId, { action: 'remove_member', before: { userId } });
    });
  }

  private async noteMembers(teamId: string, act: MemberAct): Promise<void> {
    const { schema } = currentTenant();
    const entry = { ...act, resourceType: 'team', resourceId: teamId };
    const touch = touchTeam.bind(schema, { id: teamId, at: this.clock.now() });
    await this.unitOfWork.execute(auditStatement(schema, [entry]), touch);
  }

  /** Only active users join a team or lead it; those who are deactivated later stay. */
  private async assertActive(pointer: string, userId: string | null | undefined): Promise<void> {
    if (!userId) return;
    const user = await this.em.findOne(User, { id: userId });
    if (!user) throw refuse(atField(unknownUser, pointer));
    if (!user.isActive) throw refuse(atField(inactiveUser, pointer));
  }
}
