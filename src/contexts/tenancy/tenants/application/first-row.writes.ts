// Past the unit of work: the rows are written by the migrator's connection, in the transaction that makes their schema.
import { tenantQuery, type Statement } from '#libs/database';
import { countUse } from '../../usage/application/entitlement-statements.js';
import type { PlanLimit } from '../../usage/domain/plan-limits.js';

/** A row of another context that is created together with a tenant, such as its first user. */
export interface FirstRow {
  readonly table: string;
  /** By column. */
  readonly values: Readonly<Record<string, string | number | boolean | Date | null>>;
  /** The limit of the plan that it counts against. */
  readonly counts?: PlanLimit;
}

type AnyTable = Record<string, FirstRow['values']>;

export function firstRowStatements(schema: string, { table, values, counts }: FirstRow): Statement[] {
  const insert = tenantQuery<AnyTable>()((db) => db.insertInto(table).values(values)).bind(schema, {});
  return counts ? [insert, countUse(schema, counts)] : [insert];
}
