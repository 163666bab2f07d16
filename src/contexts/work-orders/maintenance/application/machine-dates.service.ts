import { Injectable } from '@nestjs/common';
import { AssetsFacade } from '#contexts/assets';
import { isoUtc, TenantDb } from '#libs/database';
import { lastMaintenanceOf, nextMaintenanceOf } from './machine-dates.queries.js';

/**
 * Updates the dates of machines that follow from work orders and schedules, in the transaction that changes those. Computes them from
 * all rows with the machine locked, so that a change can be taken back, repeated, or made at the same time as another.
 */
@Injectable()
export class MachineDatesService {
  constructor(
    private readonly db: TenantDb,
    private readonly assets: AssetsFacade,
  ) {}

  /** Schedules of these machines may have another next date. */
  async schedulesChanged(equipmentIds: readonly string[]): Promise<void> {
    await this.assets.setNextMaintenance(equipmentIds, async () => {
      const rows = await this.db.run(nextMaintenanceOf, { equipmentIds });
      return new Map(rows.map(({ equipment_id: id, next_at: at }) => [id, at]));
    });
  }

  /** A work order of the machine was completed or reopened. */
  async completionsChanged(equipmentId: string): Promise<void> {
    await this.assets.recordMaintenance(equipmentId, async () => {
      const row = await this.db.one(lastMaintenanceOf, { equipmentId });
      return row?.at ? new Date(isoUtc(row.at)) : null;
    });
  }
}
