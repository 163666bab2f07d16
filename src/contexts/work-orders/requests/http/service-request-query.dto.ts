import {
  ArrayField,
  DateTimeField,
  items,
  pageQuery,
  StringField,
  TextField,
  UuidField,
  type Enumeration,
} from '#libs/http';
import { ApiSchema } from '@nestjs/swagger';
import { demoIds } from '../../../demo-ids.js';
import type { WorkOrderPriority } from '../../orders/domain/work-order-kinds.js';
import { priority } from '../../orders/http/work-order-enumerations.js';
import type { ServiceRequestExpansion } from '../application/service-request-expansions.js';
import { requestHistoryList, serviceRequestList } from '../application/service-request.queries.js';
import type { ServiceRequestStatus } from '../domain/service-request-status.js';
import { serviceRequestExpansion, serviceRequestStatus } from './service-request-enumerations.js';

const some = (of: Enumeration) => ({
  of: items.oneOf(of),
  minItems: 1,
  maxItems: of.values.length,
  optional: true,
});

export class ServiceRequestExpandQuery {
  @ArrayField({ description: 'Related resources to include', ...some(serviceRequestExpansion) })
  expand?: ServiceRequestExpansion[];
}

export class ServiceRequestQuery extends pageQuery({
  name: 'ServiceRequest',
  list: serviceRequestList(),
  search: 'number, title and description',
  expand: serviceRequestExpansion,
}) {
  declare expand?: ServiceRequestExpansion[];

  @ArrayField({
    description: 'Only in one of these states',
    example: ['pending', 'approved'],
    ...some(serviceRequestStatus),
  })
  status?: ServiceRequestStatus[];

  @ArrayField({ description: 'Only of these priorities', example: ['high', 'critical'], ...some(priority) })
  priority?: WorkOrderPriority[];

  @UuidField({ description: 'Only about this machine', optional: true })
  equipmentId?: string;

  @UuidField({ description: 'Only about this facility', optional: true })
  facilityId?: string;

  @UuidField({ description: 'Only made by this user', example: demoIds.customer, optional: true })
  requestedById?: string;

  @UuidField({ description: 'Only those that have led to this work order', optional: true })
  workOrderId?: string;

  @DateTimeField({ description: 'Only made before this time', example: '2026-12-01T00:00:00Z', optional: true })
  createdBefore?: string;

  @DateTimeField({ description: 'Only made at or after this time', example: '2026-11-01T00:00:00Z', optional: true })
  createdAfter?: string;
}

/** History is read in its order, or from the latest on. */
export class ServiceRequestHistoryQuery extends pageQuery({
  name: 'ServiceRequestHistory',
  list: requestHistoryList,
}) {}

@ApiSchema({ name: 'ServiceRequestHistoryEntry' })
export class ServiceRequestHistoryEntryDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3bcaa' })
  id: string;

  @StringField({
    description: 'What happened: created, approved, rejected, converted, or a field with _changed behind it',
    example: 'approved',
    maxLength: 100,
  })
  action: string;

  @TextField({
    description: 'Value before: a status, or the text of a field',
    example: 'pending',
    maxLength: 20_000,
    nullable: true,
  })
  oldValue: string | null;

  @TextField({ description: 'Value after', example: 'approved', maxLength: 20_000, nullable: true })
  newValue: string | null;

  @TextField({ description: 'The reason, where one was given', example: null, maxLength: 20_000, nullable: true })
  notes: string | null;

  @UuidField({ description: 'Who did it; null when the system did', example: demoIds.manager, nullable: true })
  userId: string | null;

  @StringField({ description: 'Name of that user', example: 'Henrik Lindqvist', maxLength: 201, nullable: true })
  userName: string | null;

  @DateTimeField({ description: 'When', example: '2026-11-22T10:20:00.000Z' })
  createdAt: string;
}
