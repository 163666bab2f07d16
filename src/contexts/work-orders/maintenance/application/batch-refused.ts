/** Cardinality, data, integrity and size: what a row can be at fault for. All else is the server's trouble, or the transaction's. */
const ABOUT_ROWS = /^(21|22|23|54)/;
/** The statement, the idle transaction or the whole transaction took longer than it may. One that waits for a lock is told apart: 55P03. */
const OUT_OF_TIME = /^(57014|25P03|25P04)$/;

/** The database refused what was to be written for these schedules: one of them at least is at fault. */
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

  /** Wherever in the transaction it ran out, the commit included. */
  static byTime(error: unknown, scheduleIds: readonly string[]): BatchRefused | undefined {
    return scheduleIds.length > 0 ? BatchRefused.because(OUT_OF_TIME, error, scheduleIds) : undefined;
  }

  private static because(codes: RegExp, error: unknown, scheduleIds: readonly string[]): BatchRefused | undefined {
    if (!(error instanceof Error)) return undefined;
    const { code } = error as { code?: unknown };
    return typeof code === 'string' && codes.test(code) ? new BatchRefused(scheduleIds, code, error) : undefined;
  }
}
