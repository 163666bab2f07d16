import { Injectable } from '@nestjs/common';
import { PlatformDb } from '#libs/database';
import { uuidv7 } from '#libs/kernel';

export interface ClaimedTenant {
  readonly kind: string;
  readonly tenantId: string;
  /** Grows with each claim: tells a holder that came back late from the one that took over. */
  readonly fencing: string;
}

/** What became of a run. */
export interface RunOutcome {
  /** When to look at the tenant again; null for never, until something changes. */
  readonly next: Date | null;
  /** True when what was due still is: the tenant goes on waiting. */
  readonly isUndone?: boolean;
}

/** When each tenant is to be looked at next, by kind of work: one indexed query finds what is due among all tenants. */
@Injectable()
export class TenantWakeups {
  /** Whoever holds a claim says so again and again; when nothing was heard for so long another process takes over. */
  readonly leaseSeconds: number = 20;
  /** A tenant of whom something is due still, right after it was served, waits at least so long: it may be locked, and others have their turn. */
  readonly pauseSeconds: number = 5;
  private readonly processId = uuidv7();

  constructor(private readonly db: PlatformDb) {}

  /** Takes due tenants for this process, so many of each kind, and moves their due time to the end of the claim. */
  async claimDue(kinds: readonly string[], limit: number): Promise<ClaimedTenant[]> {
    const [result] = await this.db.batch({
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
      values: [kinds, limit, this.processId, this.leaseSeconds],
      writes: true,
    });
    return result!.rows as unknown as ClaimedTenant[];
  }

  /** Puts off the end of the claims, but for those that somebody took over. A wake-up that came in meanwhile stays as it is. */
  async renew(claims: readonly ClaimedTenant[]): Promise<void> {
    const columns = (['kind', 'tenantId', 'fencing'] as const).map((key) => claims.map((claim) => claim[key]));
    await this.db.batch({
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
      values: [...columns, this.processId, this.leaseSeconds],
      writes: true,
    });
  }

  /**
   * Writes the next time and lets the tenant go, unless someone took over. A wake-up that came in during the run has moved the
   * due time, and is kept if it is the earlier one.
   */
  async complete({ kind, tenantId, fencing }: ClaimedTenant, { next, isUndone = false }: RunOutcome): Promise<void> {
    const claim = 'l.kind = $1 and l.resource = $2 and l.holder_id = $3 and l.fencing = $4';
    const held = `w.kind = l.kind and w.tenant_id = l.resource::uuid and ${claim}`;
    const holder = [kind, tenantId, this.processId, fencing];
    await this.db.batch(
      next
        ? {
            text: `update public.tenant_wakeups as w set
                due_at = least(nullif(w.due_at, l.until), greatest($5::timestamptz, now() + make_interval(secs => $6))),
                waiting_since = case when $7::boolean or $5 <= now() then w.waiting_since end
              from public.job_leases as l where ${held}`,
            values: [...holder, next, this.pauseSeconds, isUndone],
            writes: true,
          }
        : {
            text: `with woken as (
                update public.tenant_wakeups as w set waiting_since = null
                from public.job_leases as l where ${held} and w.due_at <> l.until)
              delete from public.tenant_wakeups as w using public.job_leases as l where ${held} and w.due_at = l.until`,
            values: holder,
            writes: true,
          },
      { text: `update public.job_leases as l set until = l.acquired_at where ${claim}`, values: holder, writes: true },
    );
  }

  /** Asks for a look at the tenant at that time at the latest. The microsecond tells a running claim that something changed. */
  async wakeBy(tenantId: string, kind: string, dueAt: Date): Promise<void> {
    await this.db.batch({
      text: `insert into public.tenant_wakeups as known (tenant_id, kind, due_at) values ($1, $2, $3)
        on conflict (tenant_id, kind) do update set due_at = least(known.due_at - interval '1 microsecond', excluded.due_at)`,
      values: [tenantId, kind, dueAt],
      writes: true,
    });
  }

  /** By kind, since how many seconds that tenant waits which waits longest; kinds of which nothing is due are left out. */
  async lateness(): Promise<Record<string, number>> {
    const [result] = await this.db.batch({
      text: `select kind, round(extract(epoch from now() - min(coalesce(waiting_since, due_at))))::int as seconds
        from public.tenant_wakeups where waiting_since is not null or due_at <= now() group by kind order by kind`,
      values: [],
      writes: false,
    });
    const rows = result!.rows as unknown as { kind: string; seconds: number }[];
    return Object.fromEntries(rows.map(({ kind, seconds }) => [kind, seconds]));
  }
}
