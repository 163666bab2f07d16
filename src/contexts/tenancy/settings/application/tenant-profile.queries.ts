import { isoUtc, platformQuery } from '#libs/database';
import type { StoredSettings, TenantSettings } from '../../tenants/domain/tenant-settings.js';
import { settingsInForce } from '../domain/settings-defaults.js';

interface Tables {
  tenants: {
    id: string;
    slug: string;
    name: string;
    company_size: string | null;
    industry: string | null;
    onboarding_completed: boolean;
    settings: StoredSettings;
    version: number;
    created_at: string;
    updated_at: string;
  };
}

export const tenantProfile = platformQuery<Tables, { id: string }>()((db, p) =>
  db.selectFrom('tenants as t').selectAll('t').where('t.id', '=', p('id')),
);

export interface TenantProfile {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly companySize: string | null;
  readonly industry: string | null;
  readonly onboardingCompleted: boolean;
  readonly settings: TenantSettings;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function profileView(row: typeof tenantProfile.row): TenantProfile {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    companySize: row.company_size,
    industry: row.industry,
    onboardingCompleted: row.onboarding_completed,
    settings: settingsInForce(row.settings),
    version: row.version,
    createdAt: isoUtc(row.created_at),
    updatedAt: isoUtc(row.updated_at),
  };
}
