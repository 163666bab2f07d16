import { defineEntity, p } from '@mikro-orm/core';
import { created, declareConstraint } from '#libs/columns';
import { recordEvent, refuse, uuidv7 } from '#libs/kernel';
import { workOrderLinked, workOrderUnlinked } from '../../events.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import { alreadyLinked, linkToItself } from './link.errors.js';
import type { LinkType } from './link-direction.js';

export const WorkOrderLinkSchema = defineEntity({
  name: 'WorkOrderLink',
  tableName: 'task_links',
  schema: '*',
  properties: {
    ...created,
    workOrderId: p.uuid().fieldName('task_id'),
    type: p.string().$type<LinkType>().fieldName('link_type'),
    linkedWorkOrderId: p.uuid().fieldName('linked_task_id'),
    createdById: p.uuid().nullable().fieldName('created_by'),
  },
});

/** Says of a work order that it follows from, blocks or duplicates another. Never changed. */
export class WorkOrderLink extends WorkOrderLinkSchema.class {
  /** @throws DomainError 422 for a work order and itself */
  static create(workOrderId: string, type: LinkType, linkedWorkOrderId: string, { by, at }: Act): WorkOrderLink {
    if (workOrderId === linkedWorkOrderId) throw refuse(linkToItself);
    const columns = { id: uuidv7(), workOrderId, type, linkedWorkOrderId, createdById: by, createdAt: at };
    const link = Object.assign(new WorkOrderLink(), columns);
    recordEvent(link, workOrderLinked.create(workOrderId, link.facts(by)));
    return link;
  }

  /** To be removed. */
  undo({ by }: Act): void {
    recordEvent(this, workOrderUnlinked.create(this.workOrderId, this.facts(by)));
  }

  private facts(byId: string | null) {
    return { linkId: this.id, type: this.type, linkedWorkOrderId: this.linkedWorkOrderId, byId };
  }
}
WorkOrderLinkSchema.setClass(WorkOrderLink);

declareConstraint({ constraint: 'task_links_key', property: 'linkedWorkOrderId', refusal: alreadyLinked });
