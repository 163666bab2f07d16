import { Injectable } from '@nestjs/common';
import { TenantDb, type Statement, type StatementResult } from '#libs/database';
import { everyFault } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { assertAssignable, assertOneHand, assertSomebody, type Assignment } from '../domain/assignment.js';
import { assigneeById } from './work-order.queries.js';

type AssigneeRow = (typeof assigneeById)['row'];

@Injectable()
export class AssigneeService {
  constructor(private readonly db: TenantDb) {}

  /** The user's name; null for a team. @throws DomainError 422 unless exactly one is named, known and active */
  async find(assignment: Assignment): Promise<string | null> {
    assertSomebody(assignment);
    const [result] = await this.db.batch(this.question(assignment));
    return this.answer(assignment, result!);
  }

  /** For those who ask more in the same round trip. */
  question({ assigneeId, teamId }: Assignment): Statement {
    return assigneeById.bind(currentTenant().schema, { assigneeId, teamId });
  }

  answer(assignment: Assignment, { rows: [row] }: StatementResult): string | null {
    const found = row as unknown as AssigneeRow;
    const { user_is_active: userIsActive, role: userRole, team_is_active: teamIsActive } = found;
    everyFault(
      () => assertOneHand(assignment),
      () => assertAssignable(assignment, { userIsActive, userRole, teamIsActive }),
    );
    return found.user_name;
  }
}
