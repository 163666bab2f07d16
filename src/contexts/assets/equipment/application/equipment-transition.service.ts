import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { TenancyFacade } from '#contexts/tenancy';
import { UnitOfWork } from '#libs/database';
import { refuse } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import { Equipment } from '../domain/equipment.entity.js';
import { childrenInService, parentDecommissioned } from '../domain/equipment.errors.js';
import { pullRecords } from '../domain/equipment-record.js';
import type { WorkingStatus } from '../domain/equipment-status.js';
import type { StatusAct } from '../domain/equipment-status-change.entity.js';
import { EquipmentAccessService } from './equipment-access.service.js';
import { EquipmentPlacementService } from './equipment-placement.service.js';
import type { EquipmentView } from './equipment.view.js';

/** The changes of status that are acts of their own. Machines that are part of another one are in service only while that one is. */
@Injectable()
export class EquipmentTransitionService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly access: EquipmentAccessService,
    private readonly placement: EquipmentPlacementService,
  ) {}

  async changeStatus(id: string, version: number, to: WorkingStatus, reason?: string | null): Promise<EquipmentView> {
    const equipment = await this.access.load(id, version);
    equipment.changeStatus(to, by(reason));
    return this.access.save(equipment);
  }

  /** @throws DomainError 409 `equipment.children_in_service` unless they go with it */
  async decommission(
    id: string,
    version: number,
    { reason, includeChildren = false }: { reason?: string | null; includeChildren?: boolean },
  ): Promise<EquipmentView> {
    await this.unitOfWork.transactional(async () => {
      const below = await this.placement.lockTree(id);
      const equipment = await this.access.load(id, version);
      const inService = (await this.placement.machines(below)).filter(({ status }) => status !== 'decommissioned');
      if (inService.length > 0 && !includeChildren)
        throw refuse(childrenInService, { members: { count: inService.length } });
      const gone = [equipment, ...inService];
      for (const machine of gone) machine.decommission(by(reason));
      await this.tenancy.release('equipment', gone.length);
      await this.unitOfWork.commit(...gone, ...gone.flatMap(pullRecords));
    });
    return this.access.get(id);
  }

  /** @throws DomainError 402 `plan.limit_reached`, 409 `equipment.parent_decommissioned` */
  async recommission(id: string, version: number, reason?: string | null): Promise<EquipmentView> {
    await this.unitOfWork.transactional(async () => {
      await this.placement.lockHierarchy();
      const equipment = await this.access.load(id, version);
      equipment.recommission(by(reason));
      await this.assertParentInService(equipment);
      await this.tenancy.reserve('equipment');
      await this.unitOfWork.commit(equipment, ...pullRecords(equipment));
    });
    return this.access.get(id);
  }

  private async assertParentInService({ parentId }: Equipment): Promise<void> {
    if (!parentId) return;
    const parent = await this.em.findOneOrFail(Equipment, { id: parentId });
    if (parent.status === 'decommissioned') throw refuse(parentDecommissioned);
  }
}

const by = (reason?: string | null): StatusAct => ({ by: currentUserId(), reason });
