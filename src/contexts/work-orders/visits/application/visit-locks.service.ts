import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { atField, notFound, refuse } from '#libs/kernel';
import { userMayWork } from '../../orders/domain/assignment.js';
import { userNotAssignable } from '../../orders/domain/assignment.errors.js';
import type { WorkOrderStatus } from '../../orders/domain/work-order-status.js';
import type { Position } from '../domain/distance.js';
import { lockedTechnician, lockedWorkOrders } from './work-log.queries.js';

/** Where a visit takes place. */
export interface VisitPlace {
  readonly status: WorkOrderStatus;
  /** Of the facility, if known. */
  readonly position: Position | null;
}

/**
 * Whoever writes a visit first locks its technician, so that no two of a technician overlap, then the work order, so that it does not
 * end meanwhile. Whoever ends a work order locks that alone.
 */
@Injectable()
export class VisitLocksService {
  constructor(private readonly db: TenantDb) {}

  /** @throws DomainError 422 for somebody who cannot do work */
  async lockWorkingTechnician(technicianId: string): Promise<void> {
    const user = await this.db.one(lockedTechnician, { technicianId });
    const known = { userIsActive: user?.is_active ?? null, userRole: user?.role ?? null };
    if (!userMayWork(known)) throw refuse(atField(userNotAssignable, '/technicianId'));
  }

  async lockTechnician(technicianId: string): Promise<void> {
    await this.db.one(lockedTechnician, { technicianId });
  }

  /** @param others work orders to lock as well, always in the same order */
  async lockWorkOrder(id: string, ...others: readonly string[]): Promise<VisitPlace> {
    const rows = await this.db.run(lockedWorkOrders, { ids: [id, ...others] });
    const row = rows.find((each) => each.id === id);
    if (!row) throw notFound();
    const { latitude, longitude } = row;
    const isKnown = latitude !== null && longitude !== null;
    return {
      status: row.status,
      position: isKnown ? { latitude: Number(latitude), longitude: Number(longitude) } : null,
    };
  }
}
