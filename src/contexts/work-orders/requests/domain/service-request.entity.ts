import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';
import type { WorkOrderPriority } from '../../orders/domain/work-order-kinds.js';

export const ServiceRequestSchema = defineEntity({
  name: 'ServiceRequest',
  tableName: 'service_requests',
  schema: '*',
  properties: {
    ...versioned,
    requestNumber: p.string(),
    title: p.string(),
    description: p.text(),
    serviceType: p.string().nullable(),
    facilityId: p.uuid().nullable(),
    equipmentId: p.uuid().nullable(),
    priority: p.string().$type<WorkOrderPriority>(),
    status: p.string().$type<'pending' | 'approved' | 'rejected' | 'converted_to_task'>(),
    requestedById: p.uuid().nullable().fieldName('requested_by'),
    contactName: p.string().nullable(),
    contactEmail: p.string().nullable(),
    contactPhone: p.string().nullable(),
    reviewedById: p.uuid().nullable().fieldName('reviewed_by'),
    reviewedAt: p.datetime().nullable(),
    rejectionReason: p.text().nullable(),
    workOrderId: p.uuid().nullable().fieldName('converted_task_id'),
    convertedAt: p.datetime().nullable(),
  },
});

/** What a customer reports; becomes a work order once somebody approves it. */
export class ServiceRequest extends ServiceRequestSchema.class {}
ServiceRequestSchema.setClass(ServiceRequest);
