import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Handover, OpenWork, WorkHolder, WorkKeeper } from '#contexts/identity';
import { TenantDb, UnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import { MaintenanceSchedule } from '../../maintenance/domain/maintenance-schedule.entity.js';
import { assertMay } from '../../orders/application/work-order-caller.js';
import type { Assignment } from '../../orders/domain/assignment.js';
import { added, removed } from '../../crew/application/crew.service.js';
import { openWorkHelped } from '../../crew/application/crew.queries.js';
import { CrewMember } from '../../crew/domain/crew-member.entity.js';
import { pullHistory, type Act } from '../../orders/domain/work-order-history-entry.entity.js';
import { openStatuses, permissionFor } from '../../orders/domain/work-order-status.js';
import { WorkOrder } from '../../orders/domain/work-order.entity.js';
import { handOverHelp } from '../domain/crew-handover.js';
import { handOverSchedule, handOverWorkOrder } from '../domain/hand-over.js';
import { openWorkOf } from './open-work.queries.js';

const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true } as const;

/** Counts the work of people and teams who go, and gives it to others. Joins the transaction in which they go. */
@Injectable()
export class WorkHandoverService implements WorkKeeper {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async count({ userId = null, teamId = null }: WorkHolder): Promise<OpenWork> {
    const { workOrders, schedules } = (await this.db.one(openWorkOf, { userId, teamId }))!;
    return { workOrders: workOrders ?? 0, schedules: schedules ?? 0 };
  }

  /** Work orders before schedules, the order in which all lock them. @throws 403 for callers who may not assign all of it */
  async reassign({ from, to, reason }: Handover): Promise<OpenWork> {
    for (const permission of [permissionFor('assign'), 'work_orders:read_all']) assertMay(permission);
    const [former, next] = [assignmentOf(from), assignmentOf(to)];
    const act = { by: currentUserId(), at: this.clock.now() };
    const workOrders = await this.openWorkOf(former);
    const held = workOrders.filter((workOrder) => holds(former, workOrder));
    for (const workOrder of held) handOverWorkOrder(workOrder, next, reason, act);
    await this.unitOfWork.commit(...held, ...held.flatMap(pullHistory));
    if (former.assigneeId) await this.handOverHelp(workOrders, former.assigneeId, next.assigneeId, act);
    const schedules = await this.schedulesOf(former);
    for (const schedule of schedules) handOverSchedule(schedule, former, next, act.at);
    await this.unitOfWork.commit(...schedules);
    return { workOrders: workOrders.length, schedules: schedules.length };
  }

  /** What the user or team has to do, and what the user helps with. */
  private async openWorkOf(former: Assignment): Promise<WorkOrder[]> {
    const { assigneeId: userId } = former;
    const helped = userId ? await this.db.run(openWorkHelped, { userId }) : [];
    const ids = helped.map(({ id }) => id);
    const concerned = { $or: [heldBy(former), { id: { $in: ids } }], status: { $in: openStatuses } };
    return this.em.find(WorkOrder, concerned, locked);
  }

  /** Under the locks of the work orders. */
  private async handOverHelp(workOrders: readonly WorkOrder[], fromId: string, toId: string | null, act: Act) {
    const helpers = await this.em.find(CrewMember, { workOrderId: { $in: workOrders.map(({ id }) => id) } });
    const { gone, come } = handOverHelp(workOrders, helpers, fromId, toId, act);
    if (gone.length === 0) return;
    await this.unitOfWork.commit(...gone.map((helper) => removed(helper, act)));
    await this.unitOfWork.remove(...gone);
    await this.unitOfWork.commit(...come, ...come.map((helper) => added(helper, act)));
  }

  private schedulesOf({ assigneeId, teamId }: Assignment): Promise<MaintenanceSchedule[]> {
    const named = assigneeId ? { defaultAssignedTo: assigneeId } : { defaultAssignedTeam: teamId };
    return this.em.find(MaintenanceSchedule, { ...named, isActive: true }, locked);
  }
}

function assignmentOf({ userId, teamId }: WorkHolder): Assignment {
  return { assigneeId: userId ?? null, teamId: teamId ?? null };
}

function holds({ assigneeId, teamId }: Assignment, workOrder: WorkOrder): boolean {
  return assigneeId ? workOrder.assigneeId === assigneeId : workOrder.teamId === teamId;
}

function heldBy({ assigneeId, teamId }: Assignment) {
  return assigneeId ? { assigneeId } : { teamId };
}
