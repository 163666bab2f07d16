import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { notFound } from '#libs/kernel';
import { limitedTo } from '#libs/request-context';
import { healthDefinition } from '../domain/health-rule.js';
import { healthOfMachine } from './health.queries.js';

/** How machines stand, worked out from their work at each read: a day that passes changes it too. */
@Injectable()
export class HealthService {
  constructor(private readonly db: TenantDb) {}

  /** @throws DomainError 404 for a machine that the caller does not see */
  async ofMachine(id: string) {
    const row = await this.db.one(healthOfMachine, { id, user: limitedTo('facilities:read_all') });
    if (!row) throw notFound();
    const { status, warrantyExpiryDate, overdue, failed, score, ...lost } = row;
    return {
      equipmentId: id,
      score: status === 'decommissioned' ? null : score,
      definition: healthDefinition,
      parts: [
        { name: 'overdue_maintenance' as const, pointsLost: lost.lostByOverdue, because: `${overdue} overdue` },
        { name: 'failures' as const, pointsLost: lost.lostByFailures, because: `${failed} in 180 days` },
        { name: 'age' as const, pointsLost: lost.lostByAge, because: warrantyText(warrantyExpiryDate) },
        { name: 'status' as const, pointsLost: lost.lostByStatus, because: status },
      ],
    };
  }
}

function warrantyText(expiry: string | null): string {
  return expiry === null ? 'no warranty known' : `warranty until ${expiry}`;
}
