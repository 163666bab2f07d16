import type { SqlMessage } from '../../../libs/database/statements/statement.js';

/** The statements for each path. The last one returns the rows; those before it check that the parent row exists. */
export type Recording = Readonly<
  Record<string, { readonly isList: boolean; readonly statements: readonly SqlMessage[] }>
>;
