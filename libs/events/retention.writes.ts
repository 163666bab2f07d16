// Past the unit of work: old rows are deleted in large numbers, without being loaded.
import type { Statement } from '#libs/database';
import { DELETED, PLACES } from './event-feed.writes.js';

/**
 * Compares `occurred_at` as well because that column has the index; an event is never delivered before it occurred. Where the feed is read,
 * an event is given its place before it goes, so that a reader who has missed it is told.
 */
export function deleteDelivered(schema: string, before: Date, most: number): Statement {
  const text = `with gone as (
      delete from "${schema}".outbox where id = any (array(
        select id from "${schema}".outbox where occurred_at < $1 and delivered_at < $1
          and (position is not null or not exists (select from "${schema}".counters where name = $3))
        order by occurred_at limit $2))
      returning position),
    noted as (
      insert into "${schema}".counters as c (name, value) select $4, max(position) from gone having max(position) is not null
      on conflict (name) do update set value = greatest(c.value, excluded.value), updated_at = now())
    select from gone`;
  return { text, values: [before, most, PLACES, DELETED], writes: true };
}

/** Inbox rows are deleted after their event: while it may still be delivered again they keep it from being handled twice. */
export function deleteProcessed(schema: string, before: Date, most: number): Statement {
  const text = `delete from "${schema}".inbox as i using (
      select subscriber, event_id from "${schema}".inbox as old
      where processed_at < $1 and not exists (select from "${schema}".outbox as o where o.id = old.event_id)
      order by processed_at limit $2) as gone
    where i.subscriber = gone.subscriber and i.event_id = gone.event_id`;
  return { text, values: [before, most], writes: true };
}
