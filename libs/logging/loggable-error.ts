interface LoggableError {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly table?: unknown;
  readonly stack?: string;
  readonly cause?: LoggableError;
}

type DriverFields = Error & { readonly code?: unknown; readonly constraint?: unknown; readonly table?: unknown };

/**
 * The parts of an error that may be logged. Database errors repeat the statement, its values and the row, which may include password hashes
 * and tokens, so only what identifies the fault is kept.
 */
export function loggableError(error: unknown, depth = 0): LoggableError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'A value that is no Error was thrown' };
  const { code, constraint, table, cause } = error as DriverFields;
  const isDatabase = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
  return {
    type: error.constructor.name,
    message: isDatabase ? withoutStatement(error.message) : error.message,
    ...(code !== undefined && { code }),
    ...(isDatabase && { constraint, table }),
    ...(error.stack && { stack: framesOf(error.stack) }),
    ...(cause instanceof Error && depth < 3 && { cause: loggableError(cause, depth + 1) }),
  };
}

/** MikroORM writes `<statement> - <message>`; values that PostgreSQL quotes in its message are removed as well. */
function withoutStatement(message: string): string {
  const own = message.slice(message.lastIndexOf(' - ') + 1).replace(/^- /, '');
  return own.replace(/"[^"]*"/g, (quoted) => (/^"\w{1,63}"$/.test(quoted) ? quoted : '"…"'));
}

function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n');
}
