/** SQLSTATE classes that a row can cause: cardinality, data, integrity and size. All others are about the server or the transaction. */
const ABOUT_ROWS = /^(21|22|23|54)/;
/** The statement or the transaction exceeded its time limit. Waiting for a lock has a code of its own, 55P03. */
const OUT_OF_TIME = /^(57014|25P03|25P04)$/;

/** The database refused the writes for these schedules, because of one of them at least. */
export class BatchRefused extends Error {
  private constructor(
    readonly scheduleIds: readonly string[],
    readonly code: string,
    cause: Error,
  ) {
    super(cause.message, { cause });
  }

  get reason(): string {
    const how = OUT_OF_TIME.test(this.code) ? 'does not take its work orders in time' : 'refuses its work orders';
    return `the database ${how} (${this.code}); the log says more`;
  }

  static byRows(error: unknown, scheduleIds: readonly string[]): BatchRefused | undefined {
    return BatchRefused.because(ABOUT_ROWS, error, scheduleIds);
  }

  /** For a time limit exceeded anywhere in the transaction, the commit included. */
  static byTime(error: unknown, scheduleIds: readonly string[]): BatchRefused | undefined {
    return scheduleIds.length > 0 ? BatchRefused.because(OUT_OF_TIME, error, scheduleIds) : undefined;
  }

  private static because(codes: RegExp, error: unknown, scheduleIds: readonly string[]): BatchRefused | undefined {
    if (!(error instanceof Error)) return undefined;
    const { code } = error as { code?: unknown };
    return typeof code === 'string' && codes.test(code) ? new BatchRefused(scheduleIds, code, error) : undefined;
  }
}
