import {
  ArrayField,
  DateTimeField,
  items,
  operationStatus,
  pageQuery,
  StringField,
  type OperationStatus,
} from '#libs/http';
import { operationList } from './operation.queries.js';

export class OperationQuery extends pageQuery({
  name: 'Operation',
  list: operationList,
}) {
  @ArrayField({
    description: 'Only in these states',
    of: items.oneOf(operationStatus),
    minItems: 1,
    maxItems: operationStatus.values.length,
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
