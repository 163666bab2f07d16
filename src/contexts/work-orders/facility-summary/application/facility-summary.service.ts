import { Injectable } from '@nestjs/common';
import { AssetsFacade, type EquipmentCounts } from '#contexts/assets';
import { TenantDb } from '#libs/database';
import { notFound } from '#libs/kernel';
import { limitedTo } from '#libs/request-context';
import { concernedUser } from '../../orders/application/work-order-reach.js';
import { healthOfFacility } from '../../health/application/health.queries.js';
import { openWorkOfFacility } from './facility-summary.queries.js';

export interface FacilitySummary {
  readonly facilityId: string;
  /** Null for callers who may not see machines at all. */
  readonly equipment: EquipmentCounts | null;
  /** Null for callers who may not see work orders at all. */
  readonly workOrders: { readonly open: number; readonly overdue: number } | null;
  /** Machines with a low health score; null for callers who may not see scores. */
  readonly lowHealth: number | null;
}

/** How a facility stands, as far as the caller sees it. */
@Injectable()
export class FacilitySummaryService {
  constructor(
    private readonly db: TenantDb,
    private readonly assets: AssetsFacade,
  ) {}

  /** One round trip. @throws DomainError 404 */
  async get(facilityId: string): Promise<FacilitySummary> {
    const [equipment, workOrders, health] = await this.db.inOneRoundTrip(() =>
      Promise.all([
        this.assets.equipmentCounts(facilityId),
        this.db.one(openWorkOfFacility, { facilityId, user: concernedUser() }),
        this.db.one(healthOfFacility, { id: facilityId }),
      ]),
    );
    if (!equipment) throw notFound();
    return {
      facilityId,
      equipment: may('equipment:read') ? equipment : null,
      workOrders: may('work_orders:read') ? workOrders! : null,
      lowHealth: may('equipment_health:read') ? health!.low : null,
    };
  }
}

const may = (permission: string) => limitedTo(permission) === null;
