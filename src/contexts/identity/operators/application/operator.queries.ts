import { isoUtc, platformQuery } from '#libs/database';
import type { OperatorRole } from '#libs/kernel';
import type { OperatorTables } from '../../identity.tables.js';
import type { OperatorPermissionName } from '../../../permissions.js';
import { permissionsOfOperator } from '../domain/operator-roles.js';

export const operatorById = platformQuery<OperatorTables, { id: string }>()((db, p) =>
  db
    .selectFrom('operators as o')
    .select(['o.id', 'o.email', 'o.name', 'o.role', 'o.last_login_at as lastLoginAt'])
    .where('o.id', '=', p('id')),
);

export interface OperatorView {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly role: OperatorRole;
  readonly permissions: OperatorPermissionName[];
  readonly lastLoginAt: string | null;
}

export function operatorView(row: typeof operatorById.row): OperatorView {
  const permissions = [...permissionsOfOperator(row.role)].sort();
  return { ...row, permissions, lastLoginAt: isoUtc(row.lastLoginAt) };
}
