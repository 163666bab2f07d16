import type { ClientBase } from 'pg';
import { OWNER_ROLE, type Isolation } from './roles.js';

/** Roles are created by the login, everything else belongs to the owner of all schemas. */
export const asLogin = 'SET LOCAL ROLE NONE';

/** Without roles everything belongs to the login. */
export function asOwner(isolation: Isolation): string {
  return isolation === 'role' ? `SET LOCAL ROLE ${OWNER_ROLE}` : asLogin;
}

/** When the work fails the caller closes the connection, which rolls back. */
export async function inTransaction<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  const result = await work();
  await client.query('COMMIT');
  return result;
}
