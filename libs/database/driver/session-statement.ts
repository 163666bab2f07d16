import type { TenantRef } from '#libs/request-context';
import type { Statement } from '../statements/statement.js';

/**
 * Sets role and variables for the current transaction in one statement. `set_config('role', …, true)` is SET LOCAL ROLE with a parameter:
 * when the role is refused nothing after it runs.
 */
export function sessionStatement(role: string | null, variables: readonly (readonly [string, string])[]): Statement {
  const settings = role === null ? variables : [['role', role] as const, ...variables];
  const calls = settings.map((_, i) => `set_config($${i * 2 + 1}, $${i * 2 + 2}, true)`).join(', ');
  return { name: `session_${settings.length}`, text: `select ${calls}`, values: settings.flat(), writes: false };
}

export function tenantVariables(tenant: TenantRef, userId: string | null): (readonly [string, string])[] {
  return [
    ['app.tenant_id', tenant.id],
    ['app.user_id', userId ?? ''],
  ];
}
