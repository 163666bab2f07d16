import { Injectable } from '@nestjs/common';
import { PlatformDb } from '#libs/database';
import { Clock } from '#libs/kernel';
import type { Impersonation } from '#libs/request-context';
import { liveImpersonation } from './impersonation.queries.js';

/** Whether a session of an operator who acts as a user still counts. Asked when the session is loaded, not at each request. */
@Injectable()
export class ImpersonatedSessionService {
  constructor(
    private readonly db: PlatformDb,
    private readonly clock: Clock,
  ) {}

  async find(sessionId: string): Promise<Impersonation | undefined> {
    const row = await this.db.one(liveImpersonation, { id: sessionId, at: this.clock.now() });
    return row && { operatorId: row.operator_id, operatorName: row.operator_name, isReadOnly: !row.allows_changes };
  }
}
