// Past the unit of work: old rows are deleted in large numbers, without being loaded.
import type { Statement } from '#libs/database';

/** An event is never delivered before it occurred, and what occurred is what has an index. */
export function deleteDelivered(schema: string, before: Date, most: number): Statement {
  const text = `delete from "${schema}".outbox where id = any (array(
    select id from "${schema}".outbox where occurred_at < $1 and delivered_at < $1 order by occurred_at limit $2))`;
  return { text, values: [before, most], writes: true };
}

/** Who has had an event is forgotten after the event itself: one that may still be repeated must not reach them twice. */
export function deleteProcessed(schema: string, before: Date, most: number): Statement {
  const text = `delete from "${schema}".inbox as i using (
      select subscriber, event_id from "${schema}".inbox as old
      where processed_at < $1 and not exists (select from "${schema}".outbox as o where o.id = old.event_id)
      order by processed_at limit $2) as gone
    where i.subscriber = gone.subscriber and i.event_id = gone.event_id`;
  return { text, values: [before, most], writes: true };
}
