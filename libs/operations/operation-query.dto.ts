import {
  ArrayField,
  DateTimeField,
  items,
  OPERATION_STATUSES,
  pageQuery,
  StringField,
  type OperationStatus,
} from '#libs/http';
import { operationList } from './operation.queries.js';

export class OperationQuery extends pageQuery({
  sorts: Object.keys(operationList.spec.sorts),
  defaultSort: operationList.spec.defaultSort,
  updated: true,
}) {
  @ArrayField({
    description: 'Only in these states',
    of: items.oneOf(OPERATION_STATUSES),
    minItems: 1,
    maxItems: OPERATION_STATUSES.length,
    optional: true,
  })
  status?: OperationStatus[];

  @StringField({ description: 'Only of this kind', example: 'maintenance.generate', maxLength: 100, optional: true })
  kind?: string;

  @DateTimeField({ description: 'Only asked for at or after', example: '2026-11-01T00:00:00Z', optional: true })
  createdAfter?: string;

  @DateTimeField({ description: 'Only asked for before', example: '2026-12-01T00:00:00Z', optional: true })
  createdBefore?: string;
}
