import { statementName } from './prepared-query.js';
import type { Statement } from './statement.js';

/**
 * One INSERT for any number of rows with always the same text, since the values are passed as one array per column.
 * @param columns the columns with the element type of their array
 */
export function insertRows(
  schema: string,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, unknown>>[],
): Statement {
  const names = Object.keys(columns);
  const arrays = names.map((name, index) => `$${index + 1}::${columns[name]!}[]`);
  const text = `insert into "${schema}"."${table}" (${names.join(', ')}) select * from unnest(${arrays.join(', ')})`;
  return {
    name: statementName(text),
    text,
    values: names.map((name) => rows.map((row) => row[name] ?? null)),
    writes: true,
  };
}
