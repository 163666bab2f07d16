import { expressionBuilder } from 'kysely';

/**
 * A table in SQL that is written by hand: `from ${tableOf('tasks')} as t`. Only inside a statement of Kysely does the name get the schema
 * of the tenant; PostgreSQL plans the subquery like the table itself.
 */
export function tableOf(name: string) {
  return expressionBuilder<Record<string, object>>().selectFrom(name).selectAll();
}
