import type { SqlMessage } from '../../../libs/database/statement.js';

/** What each path asks of the database. The last statement answers the rows, those before it find the row that they belong to. */
export type Recording = Readonly<
  Record<string, { readonly isList: boolean; readonly statements: readonly SqlMessage[] }>
>;
