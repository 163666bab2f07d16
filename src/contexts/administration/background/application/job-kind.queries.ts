import { isoUtc, type Statement } from '#libs/database';

interface JobKindRow {
  readonly kind: string;
  readonly scheduled: number;
  readonly failing: number;
  readonly running: number;
  readonly next_run_at: string | null;
  readonly waiting_since: string | null;
  readonly last_run_at: string | null;
}

/** Each kind that has something to do or once ran, over all tenants. */
export const jobKinds: Statement = {
  text: `select kind, coalesce(w.scheduled, 0) as scheduled, coalesce(w.failing, 0) as failing, coalesce(l.running, 0) as running,
      w.next_run_at::text, w.waiting_since::text, l.last_run_at::text
    from (select kind, count(*)::int as scheduled, (count(*) filter (where failures > 0))::int as failing, min(due_at) as next_run_at,
        min(coalesce(waiting_since, due_at)) filter (where waiting_since is not null or due_at <= now()) as waiting_since
      from public.tenant_wakeups group by kind) as w
    full join (select kind, (count(*) filter (where until > now()))::int as running, max(acquired_at) as last_run_at
      from public.job_leases group by kind) as l using (kind)
    order by kind`,
  values: [],
  writes: false,
};

export type JobKindView = ReturnType<typeof jobKindView>;

export function jobKindView(row: JobKindRow) {
  const { kind, scheduled, failing, running } = row;
  return {
    kind,
    scheduled,
    running,
    failing,
    nextRunAt: isoUtc(row.next_run_at),
    waitingSince: isoUtc(row.waiting_since),
    lastRunAt: isoUtc(row.last_run_at),
  };
}
