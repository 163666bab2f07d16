import type { Statement } from '../statements/statement.js';

const DIVISION_BY_ZERO = '22012';

/**
 * Makes the transaction fail when the statement returns no row. All statements of a batch are sent before the first result arrives, so the
 * check must run in the server: it divides by zero.
 * @param statement an update or delete that returns the changed rows
 * @param refusal the error for that case, which the unit of work throws
 */
export function mustChange({ text, values }: Omit<Statement, 'writes'>, refusal: () => Error): Statement {
  return { text: `with changed as (${text}) select 1 / count(*) from changed`, values, writes: true, refusal };
}

/** The refusal of the failed statement, if it failed by this check. Any other division by zero stays an error. */
export function refusalOf(error: unknown, statements: readonly Statement[]): Error | undefined {
  const { code, statementIndex = -1 } = error as { code?: unknown; statementIndex?: number };
  return code === DIVISION_BY_ZERO ? statements[statementIndex]?.refusal?.() : undefined;
}
