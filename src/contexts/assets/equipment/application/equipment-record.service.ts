import { Injectable } from '@nestjs/common';
import { TenantDb, type ListRequest, type Page, type Statement } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import { linkedUser } from '../../places/application/facility-visibility.js';
import { equipmentById } from './equipment.queries.js';
import { moveList, statusChangeList, type MoveView, type StatusChangeView } from './equipment-record.queries.js';

/** What was changed about a machine: its status, and where it stands. */
@Injectable()
export class EquipmentRecordService {
  constructor(private readonly db: TenantDb) {}

  statusChanges(equipmentId: string, request: ListRequest): Promise<Page<StatusChangeView>> {
    return this.db.page(statusChangeList, request, { fixedFilters: { equipmentId }, parent: visible(equipmentId) });
  }

  /** Without those to or from a facility that the caller does not see. */
  moves(equipmentId: string, request: ListRequest): Promise<Page<MoveView>> {
    const fixedFilters = { equipmentId, linkedTo: linkedUser() };
    return this.db.page(moveList, request, { fixedFilters, parent: visible(equipmentId) });
  }
}

/** Selects the machine if the caller may see it. */
function visible(id: string): Statement {
  return equipmentById().bind(currentTenant().schema, { id, user: linkedUser() });
}
