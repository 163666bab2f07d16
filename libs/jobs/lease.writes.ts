// Past the unit of work: leases belong to processes, and claiming must be one statement, so that of several processes one gets it.
import type { Statement } from '#libs/database';

/** The right to do a job of the whole platform, which one process has at a time. */
export interface Lease {
  readonly kind: string;
  readonly holderId: string;
  /** Grows with each claim, so that a holder that comes back late is told from the one that took over. */
  readonly fencing: number;
}

/** Returns `fencing`; no row while another claim has not run out. */
export function claimLease(kind: string, holderId: string, seconds: number): Statement {
  return {
    text: `insert into public.job_leases as held (kind, holder_id, until)
      values ($1, $2, now() + make_interval(secs => $3))
      on conflict (kind, resource) do update
        set holder_id = excluded.holder_id, fencing = held.fencing + 1, acquired_at = excluded.acquired_at, until = excluded.until
        where held.until <= now() returning fencing::float8`,
    values: [kind, holderId, seconds],
    writes: true,
  };
}

/** Changes no row where it has run out. */
export function renewLease({ kind, holderId, fencing }: Lease, seconds: number): Statement {
  return {
    text: `update public.job_leases set until = now() + make_interval(secs => $4)
      where kind = $1 and resource = '' and holder_id = $2 and fencing = $3 and until > now()`,
    values: [kind, holderId, fencing, seconds],
    writes: true,
  };
}

export function releaseLease({ kind, holderId, fencing }: Lease): Statement {
  return {
    text: `update public.job_leases set until = acquired_at
      where kind = $1 and resource = '' and holder_id = $2 and fencing = $3`,
    values: [kind, holderId, fencing],
    writes: true,
  };
}
