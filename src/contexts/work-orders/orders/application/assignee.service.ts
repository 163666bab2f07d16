import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { checkAll } from '#libs/kernel';
import { assertAssignable, assertOneAssignee, assertAssigneeGiven, type Assignment } from '../domain/assignment.js';
import { assigneeById } from './work-order.queries.js';

@Injectable()
export class AssigneeService {
  constructor(private readonly db: TenantDb) {}

  /** The user's name; null for a team. @throws DomainError 422 unless exactly one is named, known and active */
  async find(assignment: Assignment): Promise<string | null> {
    assertAssigneeGiven(assignment);
    const { assigneeId, teamId } = assignment;
    const found = (await this.db.one(assigneeById, { assigneeId, teamId }))!;
    const { user_is_active: userIsActive, role: userRole, team_is_active: teamIsActive } = found;
    checkAll(
      () => assertOneAssignee(assignment),
      () => assertAssignable(assignment, { userIsActive, userRole, teamIsActive }),
    );
    return found.user_name;
  }
}
