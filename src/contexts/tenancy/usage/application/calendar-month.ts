import { sql } from 'kysely';

/** In UTC, for all tenants. */
export const monthStart = sql<string>`date_trunc('month', now() at time zone 'UTC') at time zone 'UTC'`;

export const monthEnd = sql<string>`(date_trunc('month', now() at time zone 'UTC') + interval '1 month') at time zone 'UTC'`;
