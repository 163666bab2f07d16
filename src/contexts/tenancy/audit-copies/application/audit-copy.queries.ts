import { sql } from 'kysely';
import { platformQuery } from '#libs/database';
import type { LoggedChanges } from '../domain/copied-changes.js';

interface Tables {
  platform_audit_logs: {
    id: string;
    tenant_id: string | null;
    actor_kind: string;
    actor_id: string | null;
    actor_name: string | null;
    action: string;
    resource_type: string | null;
    resource_id: string | null;
    request_id: string | null;
    ip_address: string | null;
    user_agent: string | null;
    changes: LoggedChanges | null;
    created_at: string;
  };
}

/** What was changed for the tenant in the shared tables. */
export const recentEntriesOfTenant = platformQuery<Tables, { tenantId: string; since: Date }>()((db, p) =>
  db
    .selectFrom('platform_audit_logs as l')
    .selectAll('l')
    .where('l.tenant_id', '=', p('tenantId'))
    .where('l.created_at', '>=', sql<string>`${p('since')}::timestamptz`)
    .where('l.resource_type', 'in', ['tenant', 'domain'])
    .orderBy('l.created_at')
    .orderBy('l.id'),
);
