import { Injectable } from '@nestjs/common';
import {
  WorkOrdersFacade,
  type DepartureForgotten,
  type WorkOrderCommented,
  type WorkOrderFacts,
  type WorkOrderHelped,
  type WorkOrderMentioned,
  type WorkOrderMoved,
  type WorkOrderUnassigned,
} from '#contexts/work-orders';
import { TenantDb } from '#libs/database';
import type { DomainEvent } from '#libs/kernel';
import { linkTo, type Concern } from './concern.js';
import { activeLeadersAnd, activeRecipients } from './recipient.queries.js';

/** A work order as a comment is told of. */
interface CommentedOrder {
  readonly workOrderNumber: string;
  readonly title: string;
}

/** Whom events of work orders concern. Who caused one is left out later, for all of them. */
@Injectable()
export class WorkOrderRecipientsService {
  constructor(
    private readonly workOrders: WorkOrdersFacade,
    private readonly db: TenantDb,
  ) {}

  /** Who has it now, directly or through their team. */
  async holders({ aggregateId: id, payload }: DomainEvent<WorkOrderFacts>): Promise<Concern<WorkOrderFacts>[]> {
    const userIds = await this.membersOf(payload.assigneeId, payload.teamId);
    return [{ userIds, data: payload, link: linkTo('work_order', id) }];
  }

  /** Who has it, and who can give it to somebody else. */
  async holdersAndLeaders({
    aggregateId: id,
    payload,
  }: DomainEvent<WorkOrderFacts>): Promise<Concern<WorkOrderFacts>[]> {
    const [holders, leaders] = await Promise.all([
      this.membersOf(payload.assigneeId, payload.teamId),
      this.db.run(activeLeadersAnd, { userId: payload.assigneeId }),
    ]);
    const userIds = [...new Set([...holders, ...leaders.map((each) => each.id)])];
    return [{ userIds, data: payload, link: linkTo('work_order', id) }];
  }

  helper({ aggregateId: id, payload }: DomainEvent<WorkOrderHelped>): Concern<WorkOrderHelped>[] {
    return [{ userIds: [payload.userId], data: payload, link: linkTo('work_order', id) }];
  }

  /** Who had it before and does not have it any more. */
  async formerHolders({
    aggregateId: id,
    payload,
  }: DomainEvent<WorkOrderUnassigned>): Promise<Concern<WorkOrderFacts>[]> {
    const { previousAssigneeId = null, previousTeamId = null, assigneeId, teamId } = payload;
    if (previousAssigneeId === null && previousTeamId === null) return [];
    const [former, current] = await Promise.all([
      this.membersOf(previousAssigneeId, previousTeamId),
      this.membersOf(assigneeId, teamId),
    ]);
    const userIds = former.filter((each) => !current.includes(each));
    return [{ userIds, data: payload, link: linkTo('work_order', id) }];
  }

  /** Who has it and who made it, as far as they may read it. */
  async participants({ aggregateId: id, payload }: DomainEvent<WorkOrderMoved>): Promise<Concern<WorkOrderMoved>[]> {
    const audience = await this.workOrders.audienceOf(await this.peopleOf(id), id, false);
    if (!audience) return [];
    return [{ userIds: audience.readerIds, data: payload, link: linkTo('work_order', id) }];
  }

  /** Whom a comment names, as far as they may read it. */
  mentioned({ aggregateId: id, payload }: DomainEvent<WorkOrderMentioned>): Promise<Concern<CommentedOrder>[]> {
    return this.readersOf(id, payload.userIds, payload.isInternal);
  }

  /** Who has the work order and who made it, as far as they may read the comment; whom it names is told of that. */
  async commented({ aggregateId: id, payload }: DomainEvent<WorkOrderCommented>): Promise<Concern<CommentedOrder>[]> {
    const mentioned = await this.workOrders.mentionedIn(payload.commentId);
    if (!mentioned) return [];
    const people = (await this.peopleOf(id)).filter((each) => !mentioned.includes(each));
    return this.readersOf(id, people, payload.isInternal);
  }

  /** Whoever forgot it, and those who can correct the visit. */
  async visitorAndLeaders({ payload }: DomainEvent<DepartureForgotten>): Promise<Concern<DepartureForgotten>[]> {
    const people = await this.db.run(activeLeadersAnd, { userId: payload.technicianId });
    return [{ userIds: people.map(({ id }) => id), data: payload, link: linkTo('work_order', payload.workOrderId) }];
  }

  private async readersOf(id: string, people: readonly string[], isInternal: boolean) {
    const audience = people.length > 0 && (await this.workOrders.audienceOf(people, id, isInternal));
    if (!audience) return [];
    const { readerIds, ...data } = audience;
    return [{ userIds: readerIds, data, link: linkTo('work_order', id) }];
  }

  private async peopleOf(id: string): Promise<string[]> {
    const people = await this.workOrders.peopleOf(id);
    if (!people) return [];
    const { assigneeId, teamId, createdById } = people;
    const holders = await this.membersOf(assigneeId, teamId);
    return [...new Set([...holders, ...(createdById === null ? [] : [createdById])])];
  }

  private async membersOf(userId: string | null, teamId: string | null): Promise<string[]> {
    if (userId === null && teamId === null) return [];
    return (await this.db.run(activeRecipients, { userId, teamId })).map(({ id }) => id);
  }
}
