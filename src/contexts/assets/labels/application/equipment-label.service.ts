import { Injectable } from '@nestjs/common';
import { TenantSettingsFacade } from '#contexts/tenancy';
import { TenantDb } from '#libs/database';
import { notFound } from '#libs/kernel';
import { EquipmentAccessService } from '../../equipment/application/equipment-access.service.js';
import { equipmentView, type EquipmentView } from '../../equipment/application/equipment.view.js';
import { linkedUser } from '../../places/application/facility-visibility.js';
import { equipmentByCode, qrTokenById } from './equipment-label.queries.js';

/** The codes that are printed and stuck on machines. They open nothing by themselves: whoever follows one signs in, and sees what they see anyway. */
@Injectable()
export class EquipmentLabelService {
  constructor(
    private readonly db: TenantDb,
    private readonly settings: TenantSettingsFacade,
    private readonly access: EquipmentAccessService,
  ) {}

  /** What the printed code says: an address at the account's primary domain. */
  async address(id: string): Promise<string> {
    const [row, account] = await Promise.all([
      this.db.one(qrTokenById, { id, user: linkedUser() }),
      this.settings.address(),
    ]);
    if (!row) throw notFound();
    return `${account}/equipment/by-qr/${row.token!}`;
  }

  /** @param code a printed code's last part, or the content of a label of the tenant's own */
  async find(code: string): Promise<EquipmentView> {
    const row = await this.db.one(equipmentByCode, { code, user: linkedUser() });
    if (!row) throw notFound();
    return equipmentView(row);
  }

  async replace(id: string, version: number): Promise<EquipmentView> {
    const equipment = await this.access.load(id, version);
    equipment.replaceQrToken();
    return this.access.save(equipment);
  }
}
