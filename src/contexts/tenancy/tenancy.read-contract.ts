/** Columns that reads of lower contexts may join. Only the platform's login can read the shared tables. */
export interface TenancyReadContract {
  tenants: {
    id: string;
    slug: string;
    name: string;
    schema_name: string;
    status: string;
    is_active: boolean;
    settings: { timezone?: string };
    plan_slug: string | null;
    trial_ends_at: string | null;
    created_at: string;
  };
  domains: {
    id: string;
    tenant_id: string;
    domain: string;
    is_primary: boolean;
    is_verified: boolean;
    checked_at: string | null;
    check_result: string | null;
    failing_since: string | null;
  };
  tenant_migration_failures: {
    tenant_id: string;
    migration: string;
    error: string;
    attempts: number;
    failed_at: string;
  };
  tenant_wakeups: {
    id: string;
    tenant_id: string;
    kind: string;
    due_at: string;
    waiting_since: string | null;
    failures: number;
    last_error: string | null;
    failed_at: string | null;
  };
  entitlements: {
    name: string;
    kind: string;
    limit_value: string | null;
    is_enabled: boolean;
    plan_slug: string | null;
  };
  usage_counters: { name: string; used: string };
}
