// Past the unit of work: calls are counted in the background, for every caller that a process has served.
import type { Statement } from '#libs/database';
import type { TokenRequest } from './allowance.js';

/** Creates full buckets for subjects that have none. */
export function fillBuckets(asks: readonly TokenRequest[]): Statement {
  return {
    text: `insert into public.rate_buckets (subject, tokens)
      select * from unnest($1::text[], $2::float8[]) on conflict (subject) do nothing`,
    values: [asks.map(({ subject }) => subject), asks.map(({ rate }) => rate.quota)],
    writes: true,
  };
}

/**
 * Refills each bucket for the time that has passed, then takes what is owed and what is wanted: at most half of what is left, so that the
 * last tokens do not lie unused in one process. Rows are locked in one order, so that there are no deadlocks.
 */
export function exchangeTokens(asks: readonly TokenRequest[]): Statement {
  return {
    name: 'exchange_rate_tokens',
    text: `with asked (subject, owed, wanted, quota, per_second) as (
        select * from unnest($1::text[], $2::float8[], $3::float8[], $4::float8[], $5::float8[])),
      found as materialized (
        select a.subject, a.wanted,
          least(a.quota, b.tokens + a.per_second * greatest(0, extract(epoch from now() - b.refilled_at)::float8)) - a.owed as tokens
        from asked as a join public.rate_buckets as b on b.subject = a.subject order by a.subject for update of b),
      granted as (
        select subject, tokens, greatest(0, least(wanted, floor(tokens), ceil(tokens / 2))) as amount from found)
      update public.rate_buckets as b set tokens = g.tokens - g.amount, refilled_at = greatest(b.refilled_at, now())
      from granted as g where b.subject = g.subject returning b.subject, g.amount as granted, b.tokens`,
    values: [
      asks.map(({ subject }) => subject),
      asks.map(({ owed }) => owed),
      asks.map(({ wanted }) => wanted),
      asks.map(({ rate }) => rate.quota),
      asks.map(({ rate }) => rate.quota / rate.seconds),
    ],
    writes: true,
  };
}

/** Every rate refills within an hour, so a bucket that was unused for so long is full and needs no row. */
export const dropFullBuckets: Statement = {
  text: `delete from public.rate_buckets where refilled_at < now() - interval '1 hour'`,
  values: [],
  writes: true,
};
