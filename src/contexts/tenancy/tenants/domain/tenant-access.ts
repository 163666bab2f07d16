import { refuse } from '#libs/kernel';
import { beingMigrated, closedTenant, tenantNotReadable } from './tenant.errors.js';
import type { TenantStatus } from './tenant-status.js';

interface TenantState {
  readonly status: TenantStatus;
  readonly isActive: boolean;
  readonly schemaVersion: number;
}

/**
 * The oldest schema version that this release can use. Raised by a release that needs a migration which has run everywhere before
 * (expand, then use).
 */
export const oldestServedVersion = 11;

function isClosed({ isActive, status }: TenantState): boolean {
  return !isActive || status === 'suspended' || status === 'canceled';
}

function isServed({ schemaVersion }: TenantState): boolean {
  return schemaVersion >= oldestServedVersion;
}

/** Whether users may sign in and jobs may run. */
export function isOpen(tenant: TenantState): boolean {
  return !isClosed(tenant) && isServed(tenant);
}

/** Whether its own tables can be read: where it is closed its roles may not, and an older schema may lack columns. */
export function assertReadable(tenant: TenantState): void {
  if (!isOpen(tenant)) throw refuse(tenantNotReadable, { members: { currentStatus: tenant.status } });
}

export function assertOpen(tenant: TenantState): void {
  if (isClosed(tenant)) throw closedTenant(tenant.status);
  if (!isServed(tenant)) throw refuse(beingMigrated);
}
