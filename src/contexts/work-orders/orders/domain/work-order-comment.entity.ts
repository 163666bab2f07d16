import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';

export const WorkOrderCommentSchema = defineEntity({
  name: 'WorkOrderComment',
  tableName: 'task_comments',
  schema: '*',
  properties: {
    ...created,
    workOrderId: p.uuid().fieldName('task_id').hidden(),
    userId: p.uuid(),
    comment: p.text(),
  },
});

export class WorkOrderComment extends WorkOrderCommentSchema.class {
  static create(workOrderId: string, userId: string, comment: string, at: Date): WorkOrderComment {
    return Object.assign(new WorkOrderComment(), { id: uuidv7(), workOrderId, userId, comment, createdAt: at });
  }
}
WorkOrderCommentSchema.setClass(WorkOrderComment);
