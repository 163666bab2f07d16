// Past the unit of work: parts of a file are written once, by the operation that makes it, and go with it.
import { insertRows, type Statement } from '#libs/database';

export interface ExportPart {
  readonly operationId: string;
  readonly number: number;
  /** In this part and all before it. */
  readonly entries: number;
  /** Where the next part begins; null after the last one. */
  readonly nextCursor: string | null;
  readonly content: Buffer;
}

const columns = {
  operation_id: 'uuid',
  number: 'int4',
  entries: 'int4',
  next_cursor: 'text',
  content: 'bytea',
} as const;

export function insertExportPart(schema: string, part: ExportPart): Statement {
  const { operationId, number, entries, nextCursor, content } = part;
  const row = { operation_id: operationId, number, entries, next_cursor: nextCursor, content };
  return insertRows(schema, 'audit_export_parts', columns, [row]);
}
