import type { Problem } from './schemas.generated.js';

/** A refusal. `code` says to programs what went wrong, `message` says it to people. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  private constructor(
    /** Everything the answer said, members of this kind of problem included. */
    readonly problem: Problem & Readonly<Record<string, unknown>>,
    /** How long the server asks to wait before the next try. */
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(problem.detail);
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }

  /** Each wrong field or parameter; empty where the refusal is about none. */
  get errors(): NonNullable<Problem['errors']> {
    return this.problem.errors ?? [];
  }

  get requestId(): string {
    return this.problem.requestId;
  }

  static async of(response: Response): Promise<ProblemError> {
    return new ProblemError(await problemOf(response), retryAfterSeconds(response));
  }
}

/** Proxies on the way answer in forms of their own. */
async function problemOf(response: Response): Promise<Problem & Record<string, unknown>> {
  const isProblem = response.headers.get('content-type')?.includes('application/problem+json');
  const body: unknown = isProblem ? await response.json().catch(() => undefined) : undefined;
  if (typeof body === 'object' && body !== null && 'code' in body) return body as Problem & Record<string, unknown>;
  const { status, statusText, url } = response;
  return {
    type: 'about:blank',
    title: statusText,
    status,
    detail: `${url} answered ${String(status)} ${statusText}`.trim(),
    instance: url,
    code: `http.${String(status)}`,
    requestId: response.headers.get('x-request-id') ?? '',
  };
}

/** Retry-After in its two forms: seconds, or a date. */
export function retryAfterSeconds({ headers }: Response): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1_000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
