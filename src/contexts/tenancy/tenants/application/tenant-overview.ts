import { isoUtc } from '#libs/database';
import type { TenantStatus } from '../domain/tenant-status.js';
import type { tenantOverview } from './tenant.queries.js';

export interface TenantOverview {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly status: TenantStatus;
  /** Why it is suspended. */
  readonly statusReason: string | null;
  readonly isActive: boolean;
  readonly domain: string | null;
  readonly schemaName: string;
  readonly schemaVersion: number;
  readonly timezone: string;
  readonly trialEndsAt: string | null;
  readonly createdAt: string;
}

export function tenantOverviewView(row: typeof tenantOverview.row): TenantOverview {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    status: row.status,
    statusReason: row.status_reason,
    isActive: row.is_active,
    domain: row.domain,
    schemaName: row.schema_name,
    schemaVersion: row.schema_version,
    timezone: row.timezone ?? 'UTC',
    trialEndsAt: isoUtc(row.trial_ends_at),
    createdAt: isoUtc(row.created_at),
  };
}
