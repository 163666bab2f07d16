import type { Problem } from './schemas.generated.js';

/** A response with status 400 or above. `code` is for programs, `message` for people. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  private constructor(
    /** The whole problem, including the members that only problems of this code have. */
    readonly problem: Problem & Readonly<Record<string, unknown>>,
    /** From the header Retry-After: how long to wait before the next attempt. */
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

  /** The fields and parameters that are wrong; empty where the problem concerns none. */
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

/** Responses of proxies are not in the format of the API, so they get a problem made from their status. */
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

/** The header is a number of seconds or a date. */
export function retryAfterSeconds({ headers }: Response): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1_000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
