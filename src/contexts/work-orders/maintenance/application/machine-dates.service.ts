import { Injectable } from '@nestjs/common';
import { AssetsFacade } from '#contexts/assets';
import { isoUtc, TenantDb } from '#libs/database';
import { lastMaintenanceOf, nextMaintenanceOf } from './machine-dates.queries.js';

/**
 * Keeps the dates of machines that follow from work orders and schedules, in the transaction that changes these. They are worked
 * out anew from what there is, with the machine locked: so a change that is taken back leaves nothing behind, the same told
 * twice is the same, and of two at once the second sees the first.
 */
@Injectable()
export class MachineDatesService {
  constructor(
    private readonly db: TenantDb,
    private readonly assets: AssetsFacade,
  ) {}

  /** A schedule of each of them may have got another next date. */
  async schedulesChanged(equipmentIds: readonly string[]): Promise<void> {
    await this.assets.setNextMaintenance(equipmentIds, async () => {
      const rows = await this.db.run(nextMaintenanceOf, { equipmentIds });
      return new Map(rows.map(({ equipment_id: id, next_at: at }) => [id, at]));
    });
  }

  /** A work order of the machine was completed, or opened again. */
  async completionsChanged(equipmentId: string): Promise<void> {
    await this.assets.recordMaintenance(equipmentId, async () => {
      const row = await this.db.one(lastMaintenanceOf, { equipmentId });
      return row?.at ? new Date(isoUtc(row.at)) : null;
    });
  }
}
