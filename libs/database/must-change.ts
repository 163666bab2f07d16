import type { Statement } from './statement.js';

const DIVISION_BY_ZERO = '22012';

/**
 * Fails, and the transaction with it, where the statement returns no row. The statements of a batch are sent before the first has answered,
 * so the server itself must stop: it divides by zero.
 * @param statement an update or a delete that returns the rows it changed
 * @param refusal what it means that there was none: thrown by the unit of work that sent it
 */
export function mustChange({ text, values }: Omit<Statement, 'writes'>, refusal: () => Error): Statement {
  return { text: `with changed as (${text}) select 1 / count(*) from changed`, values, writes: true, refusal };
}

/** The refusal of the statement that failed, if that is why it failed. Any other division by zero is an error like others. */
export function refusalOf(error: unknown, statements: readonly Statement[]): Error | undefined {
  const { code, statementIndex = -1 } = error as { code?: unknown; statementIndex?: number };
  return code === DIVISION_BY_ZERO ? statements[statementIndex]?.refusal?.() : undefined;
}
