import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { invalidField } from '#libs/kernel';
import { activeTeam, activeUser } from './user.queries.js';

/** Whether work can be given to somebody. */
@Injectable()
export class AssignmentService {
  constructor(private readonly db: TenantDb) {}

  async assertUser(id: string, pointer: string): Promise<void> {
    const detail = 'There is no such active user.';
    if (!(await this.db.one(activeUser, { id }))) throw invalidField(pointer, 'user.not_assignable', detail);
  }

  async assertTeam(id: string, pointer: string): Promise<void> {
    const detail = 'There is no such active team.';
    if (!(await this.db.one(activeTeam, { id }))) throw invalidField(pointer, 'team.not_assignable', detail);
  }
}
