// Past the unit of work: a lease belongs to a process and is committed before the events that it announces.
import type { Statement } from '#libs/database';

export interface OutboxLease {
  readonly processId: string;
  readonly tenantId: string;
  /** As text, with the microseconds that a Date would lose. */
  readonly until: string;
}

export function renewLease(processId: string, tenantId: string, seconds: number): Statement {
  return {
    text: `insert into public.outbox_leases (process_id, tenant_id, until) values ($1, $2, now() + make_interval(secs => $3))
      on conflict (process_id, tenant_id) do update set until = excluded.until`,
    values: [processId, tenantId, seconds],
    writes: true,
  };
}

export function deleteLease({ processId, tenantId, until }: OutboxLease): Statement {
  return {
    text: 'delete from public.outbox_leases where process_id = $1 and tenant_id = $2 and until = $3::timestamptz',
    values: [processId, tenantId, until],
    writes: true,
  };
}

export function postponeLease({ processId, tenantId, until }: OutboxLease, seconds: number): Statement {
  return {
    text: `update public.outbox_leases set until = now() + make_interval(secs => $4)
      where process_id = $1 and tenant_id = $2 and until = $3::timestamptz`,
    values: [processId, tenantId, until, seconds],
    writes: true,
  };
}
