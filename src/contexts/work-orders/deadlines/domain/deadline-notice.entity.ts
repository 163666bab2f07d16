import { defineEntity, p } from '@mikro-orm/core';
import { thresholds } from './deadline.js';

/** That a deadline was told; written by statements. */
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
