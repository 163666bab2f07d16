import { statementName, type Statement } from '#libs/database';
import { DELETED, PLACES } from './event-feed.writes.js';

/** The last place that was given. */
export const lastPlace = (schema: string): Statement => counterValue(schema, PLACES);

/** The last place whose event was deleted. */
export const lastDeleted = (schema: string): Statement => counterValue(schema, DELETED);

function counterValue(schema: string, name: string): Statement {
  const text = `select coalesce((select value from "${schema}".counters where name = $1), 0)::text as value`;
  return { name: statementName(text), text, values: [name], writes: false };
}

/** @param after null for the oldest that is kept */
export function feedEvents(
  schema: string,
  { after, types, limit }: { after: string | null; types: readonly string[]; limit: number },
): Statement {
  const text = `select o.position::text, o.id, o.event_type as type, o.aggregate_type as "aggregateType",
      o.aggregate_id as "aggregateId", o.payload, o.occurred_at as "occurredAt"
    from "${schema}".outbox as o where o.position > coalesce($1::bigint, 0) and o.event_type = any($2)
    order by o.position limit $3`;
  return { name: statementName(text), text, values: [after, types, limit], writes: false };
}
