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
    trial_ends_at: string | null;
    created_at: string;
  };
  tenant_wakeups: { tenant_id: string; kind: string; due_at: string };
  entitlements: {
    name: string;
    kind: string;
    limit_value: string | null;
    is_enabled: boolean;
    plan_slug: string | null;
  };
  usage_counters: { name: string; used: string };
}
