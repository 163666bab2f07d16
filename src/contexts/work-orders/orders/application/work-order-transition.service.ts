import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork } from '#libs/database';
import type { Assignment } from '../domain/assignment.js';
import { assertNotBlocked } from '../domain/blocked-start.js';
import type { Act } from '../domain/work-order-history-entry.entity.js';
import type { StatedTime } from '../domain/stated-time.js';
import type { Completion, WorkOrder } from '../domain/work-order.entity.js';
import { AssigneeService } from './assignee.service.js';
import { TransitionEffectsService } from './transition-effects.service.js';
import { openBlockers } from './blockers.queries.js';
import { WorkOrderAccessService } from './work-order-access.service.js';
import { assertMay } from './work-order-caller.js';
import { concernedUser } from './work-order-reach.js';
import type { WorkOrderView } from './work-order.view.js';

/** When work began, where that was earlier, and whether it begins although other work blocks it. */
export interface Start extends StatedTime {
  readonly force?: boolean;
}

/** The transitions of work orders, one method each. */
@Injectable()
export class WorkOrderTransitionService {
  constructor(
    private readonly access: WorkOrderAccessService,
    private readonly assignees: AssigneeService,
    private readonly effects: TransitionEffectsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly db: TenantDb,
  ) {}

  async assign(id: string, version: number, assignment: Assignment): Promise<WorkOrderView> {
    const [{ workOrder, names }, assigneeName] = await Promise.all([
      this.access.open(id, version),
      this.assignees.find(assignment),
    ]);
    workOrder.assign(assignment, this.access.act());
    return this.access.save({ workOrder, names: { ...names, assigneeName } });
  }

  async unassign(id: string, version: number): Promise<WorkOrderView> {
    const { workOrder, names } = await this.access.open(id, version);
    workOrder.unassign(this.access.act());
    return this.access.save({ workOrder, names: { ...names, assigneeName: null } });
  }

  /** @throws DomainError 409 naming open work that blocks it, unless it is forced: 403 without the permission, 422 without a reason */
  async start(id: string, version: number, { force = false, ...stated }: Start = {}): Promise<WorkOrderView> {
    const [opening, blocking] = this.db.inOneRoundTrip(
      () => [this.access.open(id, version), this.db.run(openBlockers, { id, user: concernedUser() })] as const,
    );
    const [opened, blockers] = await Promise.all([opening, blocking]);
    const act = this.access.act();
    opened.workOrder.start(act, stated);
    if (!force) assertNotBlocked(blockers);
    if (blockers.length > 0) {
      assertMay('work_orders:start_blocked');
      const ids = blockers.slice(0, 100).map(({ workOrderId }) => workOrderId);
      opened.workOrder.noteForcedStart(ids, stated.reason, act);
    }
    return this.access.save(opened);
  }

  hold(id: string, version: number, reason: string): Promise<WorkOrderView> {
    return this.move(id, version, (workOrder, act) => workOrder.hold(reason, act));
  }

  resume(id: string, version: number): Promise<WorkOrderView> {
    return this.move(id, version, (workOrder, act) => workOrder.resume(act));
  }

  reject(id: string, version: number, reason: string): Promise<WorkOrderView> {
    return this.end(id, version, (workOrder, act) => workOrder.reject(reason, act));
  }

  /** Also undoes the effects of the completion, in the same transaction. */
  async reopen(id: string, version: number, reason: string): Promise<WorkOrderView> {
    const opened = await this.access.open(id, version);
    return this.unitOfWork.transactional(async () => {
      opened.workOrder.reopen(reason, this.access.act());
      const view = await this.access.save(opened);
      await this.effects.reopened(opened.workOrder);
      return view;
    });
  }

  cancel(id: string, version: number, reason: string): Promise<WorkOrderView> {
    return this.end(id, version, (workOrder, act) => workOrder.cancel(reason, act));
  }

  complete(id: string, version: number, done: Omit<Completion, 'loggedMinutes'>): Promise<WorkOrderView> {
    const complete = (workOrder: WorkOrder, act: Act, loggedMinutes: number | null) =>
      workOrder.complete({ ...done, loggedMinutes }, act);
    return this.end(id, version, complete, done.stated?.at);
  }

  private async move(
    id: string,
    version: number,
    step: (workOrder: WorkOrder, act: Act) => void,
  ): Promise<WorkOrderView> {
    const opened = await this.access.open(id, version);
    step(opened.workOrder, this.access.act());
    return this.access.save(opened);
  }

  /**
   * Ends open visits and applies the effects on schedule and machine, in one transaction.
   * @param visitsEndAt now unless given
   */
  private async end(
    id: string,
    version: number,
    step: (workOrder: WorkOrder, act: Act, loggedMinutes: number | null) => void,
    visitsEndAt?: Date,
  ): Promise<WorkOrderView> {
    const opened = await this.access.open(id, version);
    const act = this.access.act();
    return this.unitOfWork.transactional(async () => {
      const { minutes, changed } = await this.effects.endVisits(id, visitsEndAt ?? act.at);
      step(opened.workOrder, act, minutes);
      const view = await this.access.save(opened, ...changed);
      await this.effects.ended(opened.workOrder);
      return view;
    });
  }
}
