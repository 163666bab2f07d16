// Past the unit of work: places in the feed are given to any number of events at once, and are no change of them.
import type { Statement } from '#libs/database';

/** Names of counters: the last place that was given, and the last one whose event was deleted. */
export const PLACES = 'event_feed';
export const DELETED = 'event_feed_deleted';

/**
 * Gives places to committed events that have none, the oldest first. The row of the counter is the lock: whoever waits for it gets what the
 * other one has left, and its places come after. So an event that is committed later has a later place, whatever its sequence.
 */
export function placeEvents(schema: string, most: number): Statement {
  const text = `with fresh as materialized (
      select id, row_number() over (order by sequence) as place from "${schema}".outbox where position is null order by sequence limit $1),
    given as (
      insert into "${schema}".counters as c (name, value) select $2, count(*) from fresh
      on conflict (name) do update set value = c.value + excluded.value, updated_at = now()
      returning c.value - (select count(*) from fresh) as before)
    update "${schema}".outbox as o set position = given.before + fresh.place from fresh, given
    where o.id = fresh.id and o.position is null`;
  return { text, values: [most, PLACES], writes: true };
}

/** The same where the feed is read at all. */
export function placeEventsOfReaders(schema: string, most: number): Statement {
  const text = `with fresh as materialized (
      select id, row_number() over (order by sequence) as place from "${schema}".outbox where position is null
        and exists (select from "${schema}".counters where name = $2) order by sequence limit $1),
    given as (
      update "${schema}".counters as c set value = c.value + (select count(*) from fresh), updated_at = now() where c.name = $2
      returning c.value - (select count(*) from fresh) as before)
    update "${schema}".outbox as o set position = given.before + fresh.place from fresh, given
    where o.id = fresh.id and o.position is null`;
  return { text, values: [most, PLACES], writes: true };
}
