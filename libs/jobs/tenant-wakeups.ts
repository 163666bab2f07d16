import { Injectable } from '@nestjs/common';
import { PlatformDb } from '#libs/database';
import { uuidv7 } from '#libs/kernel';

export interface ClaimedTenant {
  readonly kind: string;
  readonly tenantId: string;
  /** Grows with each claim: tells a holder that came back late from the one that took over. */
  readonly fencing: string;
  /** When the claim runs out, as text: also the tenant's due time while it is held. */
  readonly until: string;
}

/** When each tenant is to be looked at next, by kind of work: one indexed query finds what is due among all tenants. */
@Injectable()
export class TenantWakeups {
  /** A run that takes longer is thought dead: its tenant is due again and another process takes over. */
  readonly leaseSeconds: number = 120;
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
          update public.tenant_wakeups as w set due_at = now() + make_interval(secs => $4)
          from due where w.kind = due.kind and w.tenant_id = due.tenant_id returning w.kind, w.tenant_id, w.due_at)
        insert into public.job_leases as held (kind, resource, holder_id, until)
        select kind, tenant_id::text, $3, due_at from moved
        on conflict (kind, resource) do update
          set holder_id = excluded.holder_id, fencing = held.fencing + 1, acquired_at = excluded.acquired_at, until = excluded.until
        returning kind, resource as "tenantId", fencing::text, until::text`,
      values: [kinds, limit, this.processId, this.leaseSeconds],
    });
    return result!.rows as unknown as ClaimedTenant[];
  }

  /**
   * Writes the next time and lets the tenant go, unless someone took over. A wake-up that came in during the run has moved the
   * due time, and is kept if it is the earlier one.
   */
  async complete({ kind, tenantId, fencing, until }: ClaimedTenant, next: Date | null): Promise<void> {
    const held =
      'exists (select from public.job_leases where kind = $1 and resource = $2 and holder_id = $3 and fencing = $4)';
    const holder = [kind, tenantId, this.processId, fencing, until];
    await this.db.batch(
      next
        ? {
            text: `update public.tenant_wakeups set due_at = case when due_at = $5::timestamptz then $6::timestamptz else least(due_at, $6) end
              where kind = $1 and tenant_id = $2::text::uuid and ${held}`,
            values: [...holder, next],
          }
        : {
            text: `delete from public.tenant_wakeups where kind = $1 and tenant_id = $2::text::uuid and due_at = $5::timestamptz and ${held}`,
            values: holder,
          },
      {
        text: 'update public.job_leases set until = acquired_at where kind = $1 and resource = $2 and holder_id = $3 and fencing = $4',
        values: holder.slice(0, 4),
      },
    );
  }

  /** Asks for a look at the tenant at that time at the latest. The microsecond tells a running claim that something changed. */
  async wakeBy(tenantId: string, kind: string, dueAt: Date): Promise<void> {
    await this.db.batch({
      text: `insert into public.tenant_wakeups as known (tenant_id, kind, due_at) values ($1, $2, $3)
        on conflict (tenant_id, kind) do update set due_at = least(known.due_at - interval '1 microsecond', excluded.due_at)`,
      values: [tenantId, kind, dueAt],
    });
  }
}
