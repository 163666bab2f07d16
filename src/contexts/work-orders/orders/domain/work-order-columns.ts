import { p } from '@mikro-orm/core';
import { nullsOf, textsOf, versioned } from '#libs/columns';
import { workOrderDefaults, type WorkOrderPriority, type WorkOrderType } from './work-order-kinds.js';
import type { CustomValues } from './custom-values.js';
import type { WorkOrderStatus } from './work-order-status.js';

/** What people may edit while the work is open. */
export const workOrderDetails = {
  title: p.string(),
  description: p.text().nullable(),
  type: p.string().fieldName('task_type').$type<WorkOrderType>(),
  priority: p.string().$type<WorkOrderPriority>(),
  scheduledAt: p.datetime().nullable().fieldName('scheduled_date'),
  dueAt: p.datetime().nullable().fieldName('due_date'),
  estimatedHours: p.decimal('number').nullable(),
  partsNote: p.text().nullable().fieldName('parts_used'),
  customFields: p.json().$type<CustomValues>(),
};

export const workOrderColumns = {
  ...versioned,
  /** For people. */
  workOrderNumber: p.string().fieldName('task_number'),
  ...workOrderDetails,
  facilityId: p.uuid(),
  equipmentId: p.uuid().nullable(),
  status: p.string().$type<WorkOrderStatus>(),
  statusReason: p.text().nullable(),
  assigneeId: p.uuid().nullable().fieldName('assigned_to'),
  teamId: p.uuid().nullable().fieldName('assigned_team_id'),
  startedAt: p.datetime().nullable(),
  completedAt: p.datetime().nullable(),
  /** When they were entered, where they are backdated. */
  startRecordedAt: p.datetime().nullable().hidden(),
  completionRecordedAt: p.datetime().nullable().hidden(),
  actualHours: p.decimal('number').nullable(),
  /** Whether they were given by hand, so that they do not follow the work logs. */
  actualHoursGiven: p.boolean().nullable().hidden(),
  workPerformed: p.text().nullable(),
  serviceRequestId: p.uuid().nullable(),
  maintenanceScheduleId: p.uuid().nullable(),
  createdById: p.uuid().nullable().fieldName('created_by'),
};

/** Every column is written on creation, so that there is one INSERT to prepare. */
export const blankWorkOrder = { ...nullsOf(workOrderColumns), ...workOrderDefaults } as const;

/** Long texts are not repeated in the history; the audit log has them. */
export const longTexts = textsOf(workOrderDetails);
