/** Cardinality, data, integrity and size: what a row can be at fault for. All else is the server's trouble, or the transaction's. */
const ABOUT_ROWS = /^(21|22|23|54)/;

/** The database refused what was to be written for these schedules: one of them at least is at fault. */
export class RowsRefused extends Error {
  private constructor(
    readonly scheduleIds: readonly string[],
    readonly code: string,
    cause: Error,
  ) {
    super(cause.message, { cause });
  }

  /** @param statements how many of the batch wrote those rows: they come first */
  static from(error: unknown, scheduleIds: readonly string[], statements: number): RowsRefused | undefined {
    if (!(error instanceof Error)) return undefined;
    const { code, statementIndex = -1 } = error as { code?: unknown; statementIndex?: number };
    if (typeof code !== 'string' || !ABOUT_ROWS.test(code)) return undefined;
    return statementIndex < statements ? new RowsRefused(scheduleIds, code, error) : undefined;
  }
}
