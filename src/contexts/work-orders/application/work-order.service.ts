import { Injectable } from '@nestjs/common';
import { AssetsFacade, type WorkPlace } from '#contexts/assets';
import { TenantDb, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import type { Assignment } from '../domain/assignment.js';
import { WorkOrder, type NewWorkOrder, type WorkOrderDetails } from '../domain/work-order.entity.js';
import { AssigneeService, nobody, type AssigneeNames } from './assignee.service.js';
import { everyFault } from './every-fault.js';
import { assertMay, callerRights } from './work-order-caller.js';
import { WorkOrderDesk } from './work-order-desk.service.js';
import { limitedTo } from './work-order-reach.js';
import { expandedWorkOrderList, workOrderById, workOrderList } from './work-order.queries.js';
import type { WorkOrderExpansion } from './work-order-expansions.view.js';
import { workOrderView, type WorkOrderRow, type WorkOrderView } from './work-order.view.js';

/** A machine, a facility, or both when they belong together. */
export type WorkOrderRequest = Omit<NewWorkOrder, 'facilityId'> & { readonly facilityId?: string | null };

@Injectable()
export class WorkOrderService {
  constructor(
    private readonly db: TenantDb,
    private readonly desk: WorkOrderDesk,
    private readonly assets: AssetsFacade,
    private readonly assignees: AssigneeService,
  ) {}

  async list(request: ListRequest, expand: readonly WorkOrderExpansion[] = []): Promise<Page<WorkOrderView>> {
    const narrowed = { ...request, filters: { ...request.filters, concerns: limitedTo() } };
    const page: Page<WorkOrderRow> =
      expand.length > 0
        ? await this.db.page(expandedWorkOrderList, narrowed)
        : await this.db.page(workOrderList, narrowed);
    const viewing = { mayDo: callerRights(), expand };
    return { ...page, data: page.data.map((row) => workOrderView(row, viewing)) };
  }

  async get(id: string, expand: readonly WorkOrderExpansion[] = []): Promise<WorkOrderView> {
    const row = await this.db.one(workOrderById, { id, user: limitedTo() });
    if (!row) throw notFound();
    return workOrderView(row, { mayDo: callerRights(), expand });
  }

  /** Two round trips: one that asks after place and assignee, one that writes. @throws DomainError 422 naming every wrong field */
  async create(given: WorkOrderRequest): Promise<WorkOrderView> {
    const assignment = { assigneeId: given.assigneeId ?? null, teamId: given.teamId ?? null };
    const [{ facilityId, equipment }, assignee] = await this.ask(given, assignment);
    const place = { facilityId, equipmentId: equipment?.id ?? null };
    const workOrder = WorkOrder.create({ ...given, ...assignment, ...place }, this.desk.act());
    return this.desk.save({ workOrder, names: { ...assignee, equipment_name: equipment?.name ?? null } });
  }

  async edit(id: string, version: number, changes: Partial<WorkOrderDetails>): Promise<WorkOrderView> {
    const opened = await this.desk.open(id, version);
    opened.workOrder.edit(changes, this.desk.act());
    return this.desk.save(opened);
  }

  private async ask(given: WorkOrderRequest, assignment: Assignment): Promise<readonly [WorkPlace, AssigneeNames]> {
    const place = this.assets.workPlaceStatement(given);
    if (!assignment.assigneeId && !assignment.teamId) {
      const [found] = await this.db.batch(place);
      return [this.assets.readWorkPlace(given, found!), nobody];
    }
    assertMay('work_orders:assign');
    const [found, hands] = await this.db.batch(place, this.assignees.question(assignment));
    return everyFault(
      () => this.assets.readWorkPlace(given, found!),
      () => this.assignees.answer(assignment, hands!),
    );
  }
}
