import { Injectable } from '@nestjs/common';
import { PlatformDb } from '#libs/database';
import { uuidv7 } from '#libs/kernel';

/** When a tenant's own tables ask for a look at it. */
export interface WantedWakeup {
  readonly tenantId: string;
  readonly slug: string;
  readonly kind: string;
  readonly dueAt: string;
}

export interface LostWakeup extends WantedWakeup {
  /** What stands there instead: too late, or nothing. */
  readonly known: string | null;
}

/** A tenant that is claimed or waits for another try is looked after; and half a minute is nobody's loss. */
const lost = `with wanted as materialized (
    select * from unnest($1::uuid[], $2::varchar[], $3::timestamptz[]) as w(tenant_id, kind, due_at)),
  lost as materialized (
    select w.*, known.due_at as known_at from wanted as w left join public.tenant_wakeups as known using (tenant_id, kind)
    where known.tenant_id is null or (known.due_at > w.due_at + interval '30 seconds' and known.waiting_since is null))`;

/** Compares what tenants want with the wake-ups that they have, all in one statement. */
@Injectable()
export class LostWakeups {
  /** Between two runs, whichever processes do them. */
  readonly intervalSeconds: number = 55;
  private readonly processId = uuidv7();

  constructor(private readonly db: PlatformDb) {}

  /** The number of this run, one more than that of the last; null when it is not time yet. */
  async claimRun(): Promise<number | null> {
    const [result] = await this.db.batch({
      text: `insert into public.job_leases as held (kind, holder_id, until)
        values ('wakeup_reconciliation', $1, now() + make_interval(secs => $2))
        on conflict (kind, resource) do update
          set holder_id = excluded.holder_id, fencing = held.fencing + 1, acquired_at = excluded.acquired_at, until = excluded.until
          where held.until <= now() returning fencing::float8`,
      values: [this.processId, this.intervalSeconds],
      writes: true,
    });
    return (result!.rows[0]?.['fencing'] as number | undefined) ?? null;
  }

  async find(wanted: readonly WantedWakeup[]): Promise<LostWakeup[]> {
    return this.run(`${lost} select tenant_id, kind, known_at::text from lost`, wanted);
  }

  /** Makes those that were lost again; answers them. */
  async restore(wanted: readonly WantedWakeup[]): Promise<LostWakeup[]> {
    const text = `${lost}, made as (
        insert into public.tenant_wakeups as known (tenant_id, kind, due_at)
        select tenant_id, kind, due_at from lost where exists (select from public.tenants where id = tenant_id)
        on conflict (tenant_id, kind) do update set due_at = least(known.due_at, excluded.due_at))
      select tenant_id, kind, known_at::text from lost`;
    return this.run(text, wanted);
  }

  private async run(text: string, wanted: readonly WantedWakeup[]): Promise<LostWakeup[]> {
    if (wanted.length === 0) return [];
    const columns = (['tenantId', 'kind', 'dueAt'] as const).map((key) => wanted.map((one) => one[key]));
    const [result] = await this.db.batch({ text, values: columns, writes: true });
    const byKey = new Map(wanted.map((one) => [`${one.kind} ${one.tenantId}`, one]));
    return result!.rows.map(({ tenant_id, kind, known_at }) => ({
      ...byKey.get(`${String(kind)} ${String(tenant_id)}`)!,
      known: known_at as string | null,
    }));
  }
}
