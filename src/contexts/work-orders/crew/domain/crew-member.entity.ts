import { defineEntity, p } from '@mikro-orm/core';
import { created, declareConstraint } from '#libs/columns';
import { recordEvent, uuidv7 } from '#libs/kernel';
import { workOrderHelperAdded, workOrderHelperRemoved } from '../../events.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import type { WorkOrder } from '../../orders/domain/work-order.entity.js';
import { alreadyHelping } from './crew.errors.js';

export const CrewMemberSchema = defineEntity({
  name: 'CrewMember',
  tableName: 'task_helpers',
  schema: '*',
  properties: {
    ...created,
    workOrderId: p.uuid().fieldName('task_id').hidden(),
    userId: p.uuid(),
    addedById: p.uuid().nullable().fieldName('added_by'),
  },
});

type HelpedWork = Pick<WorkOrder, 'id' | 'workOrderNumber' | 'title'>;

/** Somebody who helps whoever is to do the work: one alone is accountable. Never changed. */
export class CrewMember extends CrewMemberSchema.class {
  static create(workOrder: HelpedWork, userId: string, { by, at }: Act): CrewMember {
    const columns = { id: uuidv7(), workOrderId: workOrder.id, userId, addedById: by, createdAt: at };
    const helper = Object.assign(new CrewMember(), columns);
    recordEvent(helper, workOrderHelperAdded.create(workOrder.id, helper.facts(workOrder, by)));
    return helper;
  }

  /** To be removed. */
  undo(workOrder: HelpedWork, { by }: Act): void {
    recordEvent(this, workOrderHelperRemoved.create(this.workOrderId, this.facts(workOrder, by)));
  }

  private facts({ workOrderNumber, title }: HelpedWork, byId: string | null) {
    return { userId: this.userId, workOrderNumber, title, byId };
  }
}
CrewMemberSchema.setClass(CrewMember);

declareConstraint({ constraint: 'task_helpers_key', property: 'userId', refusal: alreadyHelping });
