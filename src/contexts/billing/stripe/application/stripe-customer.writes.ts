// Past the unit of work: a counter that tells two copies of the same state apart, which nobody edits and no log shows.
import type { Statement } from '#libs/database';

/** A row where nothing was copied since that version. The row stays locked until the transaction ends. */
export function countCopy(id: string, version: number): Statement {
  return {
    text: `update public.stripe_customers set version = version + 1, checked_at = now(), updated_at = now() where id = $1 and version = $2 returning id`,
    values: [id, version],
    writes: true,
  };
}

/** The first one stays, of two at once. */
export function keepCustomer(id: string, tenantId: string, stripeCustomerId: string): Statement {
  return {
    text: `insert into public.stripe_customers (id, tenant_id, stripe_customer_id) values ($1, $2, $3)
      on conflict (tenant_id) do nothing`,
    values: [id, tenantId, stripeCustomerId],
    writes: true,
  };
}

/** Those that were not compared for a day, the longest first. Where that fails somebody does it in a while. */
export function claimUnchecked(most: number, secondsUntilRetry: number): Statement {
  return {
    text: `update public.stripe_customers set checked_at = now() - interval '1 day' + make_interval(secs => $2)
      where id in (select id from public.stripe_customers where checked_at < now() - interval '1 day'
        order by checked_at, id limit $1 for update skip locked)
      returning stripe_customer_id`,
    values: [most, secondsUntilRetry],
    writes: true,
  };
}
