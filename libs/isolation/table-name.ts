import { escapeIdentifier } from 'pg';

/** Quoted, with its schema. */
export function nameOf({ schema, table }: { readonly schema: string; readonly table: string }): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;
}
