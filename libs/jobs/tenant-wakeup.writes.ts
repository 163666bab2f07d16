// Past the unit of work: claims belong to processes, and claiming must be one statement, so that of several processes one gets a tenant.
import type { Statement } from '#libs/database';

export interface ClaimedTenant {
  readonly kind: string;
  readonly tenantId: string;
  /** Grows with each claim, so that a holder that comes back late is told from the one that took over. */
  readonly fencing: string;
}

/** The process that claims, and for how long. */
export interface ClaimHolder {
  readonly processId: string;
  readonly leaseSeconds: number;
}

export function claimDueTenants(
  kinds: readonly string[],
  limit: number,
  { processId, leaseSeconds }: ClaimHolder,
): Statement {
  return {
    name: 'claim_due_tenants',
    text: `with due as materialized (
        select w.kind, w.tenant_id from unnest($1::text[]) as wanted(kind) cross join lateral (
          select kind, tenant_id from public.tenant_wakeups where kind = wanted.kind and due_at <= now()
          order by due_at limit $2 for update skip locked) as w),
      moved as (
        update public.tenant_wakeups as w
        set due_at = now() + make_interval(secs => $4), waiting_since = coalesce(w.waiting_since, w.due_at)
        from due where w.kind = due.kind and w.tenant_id = due.tenant_id returning w.kind, w.tenant_id, w.due_at)
      insert into public.job_leases as held (kind, resource, holder_id, until)
      select kind, tenant_id::text, $3, due_at from moved
      on conflict (kind, resource) do update
        set holder_id = excluded.holder_id, fencing = held.fencing + 1, acquired_at = excluded.acquired_at, until = excluded.until
      returning kind, resource as "tenantId", fencing::text`,
    values: [kinds, limit, processId, leaseSeconds],
    writes: true,
  };
}

export function renewClaims(claims: readonly ClaimedTenant[], { processId, leaseSeconds }: ClaimHolder): Statement {
  const columns = (['kind', 'tenantId', 'fencing'] as const).map((key) => claims.map((claim) => claim[key]));
  return {
    text: `with held as materialized (
        select l.kind, l.resource, l.until from public.job_leases as l
        join unnest($1::text[], $2::text[], $3::bigint[]) as mine(kind, resource, fencing) using (kind, resource, fencing)
        where l.holder_id = $4 for update of l),
      renewed as (
        update public.job_leases as l set until = now() + make_interval(secs => $5)
        from held where l.kind = held.kind and l.resource = held.resource
        returning l.kind, l.resource, l.until, held.until as former)
      update public.tenant_wakeups as w set due_at = w.due_at + (renewed.until - renewed.former)
      from renewed where w.kind = renewed.kind and w.tenant_id = renewed.resource::uuid
        and w.due_at between renewed.former - interval '1 millisecond' and renewed.former`,
    values: [...columns, processId, leaseSeconds],
    writes: true,
  };
}

const claimed = 'l.kind = $1 and l.resource = $2 and l.holder_id = $3 and l.fencing = $4';
const wakeupOfClaim = `w.kind = l.kind and w.tenant_id = l.resource::uuid and ${claimed}`;
const keyOf = ({ kind, tenantId, fencing }: ClaimedTenant, processId: string) => [kind, tenantId, processId, fencing];

interface NextTime {
  readonly at: Date;
  /** The least time from now. */
  readonly pauseSeconds: number;
  readonly isStillDue: boolean;
  /** What the run failed of; null where it did not. */
  readonly error: string | null;
}

/** Enough to recognize a failure; some contain whole statements. */
const LONGEST_ERROR = 2_000;

/** The earlier one stays where the due time was changed during the run. */
export function writeNext(
  claim: ClaimedTenant,
  processId: string,
  { at, pauseSeconds, isStillDue, error }: NextTime,
): Statement {
  return {
    text: `update public.tenant_wakeups as w set
        due_at = least(nullif(w.due_at, l.until), greatest($5::timestamptz, now() + make_interval(secs => $6))),
        waiting_since = case when $7::boolean or $5 <= now() then w.waiting_since end,
        failures = case when $8::text is null then 0 else w.failures + 1 end, last_error = $8,
        failed_at = case when $8 is not null then now() end
      from public.job_leases as l where ${wakeupOfClaim}`,
    values: [...keyOf(claim, processId), at, pauseSeconds, isStillDue, error?.slice(0, LONGEST_ERROR) ?? null],
    writes: true,
  };
}

/** Keeps the wake-up where its due time was changed during the run. */
export function deleteWakeup(claim: ClaimedTenant, processId: string): Statement {
  return {
    text: `with woken as (
        update public.tenant_wakeups as w set waiting_since = null, failures = 0, last_error = null, failed_at = null
        from public.job_leases as l where ${wakeupOfClaim} and w.due_at <> l.until)
      delete from public.tenant_wakeups as w using public.job_leases as l where ${wakeupOfClaim} and w.due_at = l.until`,
    values: keyOf(claim, processId),
    writes: true,
  };
}

export function releaseClaim(claim: ClaimedTenant, processId: string): Statement {
  return {
    text: `update public.job_leases as l set until = l.acquired_at where ${claimed}`,
    values: keyOf(claim, processId),
    writes: true,
  };
}

/**
 * A microsecond earlier than before: a run in progress sees by it that something changed.
 * @param dueAt null for at once, by the clock of the database
 */
export function wakeTenantBy(tenantId: string, kind: string, dueAt: Date | null): Statement {
  return {
    text: `insert into public.tenant_wakeups as known (tenant_id, kind, due_at) values ($1, $2, coalesce($3::timestamptz, now()))
      on conflict (tenant_id, kind) do update set due_at = least(known.due_at - interval '1 microsecond', excluded.due_at)`,
    values: [tenantId, kind, dueAt],
    writes: true,
  };
}
