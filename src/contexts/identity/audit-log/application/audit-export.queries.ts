import { tenantQuery } from '#libs/database';
import type { IdentityTables } from '../../identity.tables.js';

interface Part {
  operationId: string;
  number: number;
}

/** One part of a file, compressed. */
export const exportPart = tenantQuery<IdentityTables, Part>()((db, p) =>
  db
    .selectFrom('audit_export_parts as x')
    .select('x.content')
    .where('x.operation_id', '=', p('operationId'))
    .where('x.number', '=', p('number')),
);

/** Where an earlier run of the operation was cut off. */
export const lastExportPart = tenantQuery<IdentityTables, { operationId: string }>()((db, p) =>
  db
    .selectFrom('audit_export_parts as x')
    .select(['x.number', 'x.entries', 'x.next_cursor as nextCursor'])
    .where('x.operation_id', '=', p('operationId'))
    .orderBy('x.number', 'desc')
    .limit(1),
);
