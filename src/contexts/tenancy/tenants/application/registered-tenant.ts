import { tenantRoles, type Isolation } from '#libs/migrations';
import type { Role } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import {
  defaultPurchasing,
  type PurchasingRules,
  type TwoFactorPolicy,
  type UnverifiedAccess,
} from '../domain/tenant-settings.js';
import type { TenantStatus } from '../domain/tenant-status.js';

/** A tenant of the registry, usable wherever a TenantRef is needed. */
export interface RegisteredTenant extends TenantRef {
  readonly name: string;
  /** The language of people who have set none. */
  readonly locale: string;
  readonly status: TenantStatus;
  /** False while nobody may sign in. */
  readonly isActive: boolean;
  /** Number of the last migration of its schema. */
  readonly schemaVersion: number;
  readonly unverifiedUsers: UnverifiedAccess;
  readonly twoFactor: TwoFactorPolicy;
  /** Whether operators may act as its users. */
  readonly impersonationAllowed: boolean;
  readonly purchasing: PurchasingRules;
}

export interface RegistryRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly schema_name: string;
  readonly status: TenantStatus;
  readonly is_active: boolean;
  readonly schema_version: number;
  readonly timezone: string | null;
  readonly locale: string | null;
  readonly unverified_users: UnverifiedAccess | null;
  readonly two_factor_required_for: readonly Role[] | null;
  readonly two_factor_grace_until: string | null;
  readonly impersonation_allowed: boolean | null;
  readonly approval_limit: PurchasingRules['approvalLimit'];
  readonly over_receipt_percent: number | null;
}

export function registeredTenant(row: RegistryRow, isolation: Isolation): RegisteredTenant {
  return {
    id: row.id,
    slug: row.slug,
    schema: row.schema_name,
    role: isolation === 'role' ? tenantRoles(row.schema_name).rw : null,
    timezone: row.timezone ?? 'UTC',
    name: row.name,
    locale: row.locale ?? 'en',
    status: row.status,
    isActive: row.is_active,
    schemaVersion: row.schema_version,
    purchasing: {
      approvalLimit: row.approval_limit,
      overReceiptPercent: row.over_receipt_percent ?? defaultPurchasing.overReceiptPercent,
    },
    unverifiedUsers: row.unverified_users ?? 'everything',
    impersonationAllowed: row.impersonation_allowed ?? true,
    twoFactor: {
      twoFactorRequiredFor: row.two_factor_required_for ?? [],
      twoFactorGraceUntil: row.two_factor_grace_until,
    },
  };
}
