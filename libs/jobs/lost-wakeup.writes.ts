// Past the unit of work: wake-ups are copies of what tenants' own tables say, so restoring one is no change to audit.
import type { Statement } from '#libs/database';

/** When a tenant has work due, by its own tables. */
export interface WantedWakeup {
  readonly tenantId: string;
  readonly slug: string;
  readonly kind: string;
  readonly dueAt: string;
}

/** Not lost: one less than half a minute late, and one whose tenant is claimed or waits for another try. */
const lostWakeups = `with wanted as materialized (
    select * from unnest($1::uuid[], $2::varchar[], $3::timestamptz[]) as w(tenant_id, kind, due_at)),
  lost as materialized (
    select w.*, known.due_at as known_at from wanted as w left join public.tenant_wakeups as known using (tenant_id, kind)
    where known.tenant_id is null or (known.due_at > w.due_at + interval '30 seconds' and known.waiting_since is null))`;

/** Only reads: it stands here because its text begins as that of {@link restoreLostWakeups}. */
export function findLostWakeups(wanted: readonly WantedWakeup[]): Statement {
  const text = `${lostWakeups} select tenant_id, kind, known_at::text from lost`;
  return { text, values: columnsOf(wanted), writes: false };
}

/** Returns those that were lost. */
export function restoreLostWakeups(wanted: readonly WantedWakeup[]): Statement {
  const text = `${lostWakeups}, made as (
      insert into public.tenant_wakeups as known (tenant_id, kind, due_at)
      select tenant_id, kind, due_at from lost where exists (select from public.tenants where id = tenant_id)
      on conflict (tenant_id, kind) do update set due_at = least(known.due_at, excluded.due_at))
    select tenant_id, kind, known_at::text from lost`;
  return { text, values: columnsOf(wanted), writes: true };
}

function columnsOf(wanted: readonly WantedWakeup[]): string[][] {
  return (['tenantId', 'kind', 'dueAt'] as const).map((key) => wanted.map((one) => one[key]));
}
