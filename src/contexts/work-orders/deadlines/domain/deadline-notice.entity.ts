import { defineEntity, p } from '@mikro-orm/core';
import { thresholds } from './deadline.js';

export const DeadlineNoticeSchema = defineEntity({
  name: 'DeadlineNotice',
  tableName: 'task_deadline_notices',
  schema: '*',
  properties: {
    workOrderId: p.uuid().fieldName('task_id').primary(),
    threshold: p.enum(thresholds).primary(),
    dueAt: p.datetime().primary(),
    noticedAt: p.datetime(),
  },
});

/** That a deadline was told; written by statements. */
export class DeadlineNotice extends DeadlineNoticeSchema.class {}
DeadlineNoticeSchema.setClass(DeadlineNotice);
