// Past the unit of work: old rows are deleted in large numbers, without being loaded.
import type { Statement } from '#libs/database';

/** Compares `occurred_at` as well because that column has the index; an event is never delivered before it occurred. */
export function deleteDelivered(schema: string, before: Date, most: number): Statement {
  const text = `delete from "${schema}".outbox where id = any (array(
    select id from "${schema}".outbox where occurred_at < $1 and delivered_at < $1 order by occurred_at limit $2))`;
  return { text, values: [before, most], writes: true };
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
