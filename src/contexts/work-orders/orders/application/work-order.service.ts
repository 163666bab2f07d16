import { Injectable } from '@nestjs/common';
import { AssetsFacade, type WorkPlace } from '#contexts/assets';
import { TenantDb, type ListRequest, type Page } from '#libs/database';
import { settledValue, checkAll, notFound } from '#libs/kernel';
import type { CustomValues } from '../domain/custom-values.js';
import type { Assignment } from '../domain/assignment.js';
import type { NewWorkOrder } from '../domain/new-work-order.js';
import { assertTimesInOrder } from '../domain/planned-times.js';
import { WorkOrder, type WorkOrderDetails } from '../domain/work-order.entity.js';
import { AssigneeService } from './assignee.service.js';
import { assertMay, callerRights } from './work-order-caller.js';
import { WorkOrderAccessService } from './work-order-access.service.js';
import { WorkOrderNumberService } from './work-order-number.service.js';
import { concernedUser } from './work-order-reach.js';
import { peopleOf, type WorkOrderPeople } from './work-order-people.queries.js';
import { visibleAmong, workOrderById, workOrderList } from './work-order.queries.js';
import type { WorkOrderExpansion } from './work-order-expansions.js';
import { workOrderView, type WorkOrderRow, type WorkOrderView } from './work-order.view.js';

/** A machine, a facility, or both when they belong together. */
export type WorkOrderRequest = Omit<NewWorkOrder, 'workOrderNumber' | 'facilityId'> & {
  readonly facilityId?: string | null;
};

interface ListOptions {
  readonly expand?: readonly WorkOrderExpansion[] | undefined;
  /** Conditions such as `stops:6`. */
  readonly customFields?: readonly string[] | undefined;
}

@Injectable()
export class WorkOrderService {
  constructor(
    private readonly db: TenantDb,
    private readonly access: WorkOrderAccessService,
    private readonly assets: AssetsFacade,
    private readonly assignees: AssigneeService,
    private readonly numbers: WorkOrderNumberService,
  ) {}

  /** @throws DomainError 400 `custom_field.invalid_filter` */
  async list(request: ListRequest, { expand, customFields }: ListOptions = {}): Promise<Page<WorkOrderView>> {
    const values = customFields && (await this.assets.customFilterOfWork(customFields));
    const fixedFilters = { concerns: concernedUser(), customFields: values };
    const page: Page<WorkOrderRow> = await this.db.page(workOrderList(expand), request, { fixedFilters });
    const mayDo = callerRights();
    return { ...page, data: page.data.map((row) => workOrderView(row, mayDo)) };
  }

  async get(id: string, expand?: readonly WorkOrderExpansion[]): Promise<WorkOrderView> {
    const row = await this.db.one(workOrderById(expand), { id, user: concernedUser() });
    if (!row) throw notFound();
    return workOrderView(row, callerRights());
  }

  /** Which of these the caller may read; without a query for callers who may read all. */
  async visibleAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const user = concernedUser();
    if (user === null || ids.length === 0) return new Set(ids);
    return new Set((await this.db.run(visibleAmong, { ids, user })).map(({ id }) => id));
  }

  /** Whose it is and who asked for it; undefined for one that is gone. */
  peopleOf(id: string): Promise<WorkOrderPeople | undefined> {
    return this.db.one(peopleOf, { id });
  }

  /**
   * Two round trips: one reads place, assignee and custom fields and draws the number, the other writes.
   * @param inherited values in custom fields that are valid as they are
   * @throws DomainError 422 naming every wrong field
   */
  async create(given: WorkOrderRequest, inherited: CustomValues = {}): Promise<WorkOrderView> {
    const assignment = { assigneeId: given.assigneeId ?? null, teamId: given.teamId ?? null };
    const [{ facilityId, equipment }, assigneeName, workOrderNumber] = await this.ask(given, assignment, inherited);
    const place = { facilityId, equipmentId: equipment?.id ?? null };
    const workOrder = WorkOrder.create({ ...given, ...assignment, ...place, workOrderNumber }, this.access.act());
    return this.access.save({ workOrder, names: { assigneeName, equipmentName: equipment?.name ?? null } });
  }

  async edit(id: string, version: number, changes: Partial<WorkOrderDetails>): Promise<WorkOrderView> {
    const opened = await this.access.open(id, version);
    const { customFields: before } = opened.workOrder;
    const check = changes.customFields && (await this.assets.customValuesOfWork(changes.customFields, before));
    checkAll(...(check ? [check] : []), () => opened.workOrder.edit(changes, this.access.act()));
    return this.access.save(opened);
  }

  private async ask(
    given: WorkOrderRequest,
    assignment: Assignment,
    inherited: CustomValues,
  ): Promise<readonly [WorkPlace, string | null, string]> {
    const isAssigned = Boolean(assignment.assigneeId ?? assignment.teamId);
    if (isAssigned) assertMay('work_orders:assign');
    const [place, assignee, fields, number] = await Promise.allSettled(
      this.db.inOneRoundTrip(() => [
        this.assets.workPlace(given),
        isAssigned ? this.assignees.find(assignment) : Promise.resolve(null),
        this.assets.customValuesOfWork(given.customFields ?? {}, inherited),
        this.numbers.next(this.access.act().at),
      ]),
    );
    const [at, name] = checkAll(
      () => settledValue(place),
      () => settledValue(assignee),
      () => assertTimesInOrder(given),
      settledValue(fields),
    );
    return [at, name, settledValue(number)];
  }
}
