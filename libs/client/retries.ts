import { retryAfterSeconds } from './problem-error.js';

export interface RetryPolicy {
  /** Number of attempts, including the first one. Default 4. */
  readonly attempts?: number;
  /** When the server asks to wait longer than this, the request is not retried. Default 30 s. */
  readonly longestWaitMs?: number;
}

export interface Timing {
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** At least 0, less than 1. */
  readonly random: () => number;
}

export type Send = (request: Request) => Promise<Response>;

const FIRST_WAIT_MS = 250;

/**
 * Retries a request after 429, 503, 409 with Retry-After, and after a broken connection. After a broken connection the server may have
 * carried the request out already, so only requests that are safe to repeat are sent again: reads, those with an Idempotency-Key, sign-in
 * and refresh, which simply issue tokens once more.
 */
export function withRetries(send: Send, policy: RetryPolicy = {}, timing: Timing = realTiming): Send {
  const { attempts = 4, longestWaitMs = 30_000 } = policy;
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await outcomeOf(send, request);
      const wait = attempt < attempts ? waitAfter(outcome, request, attempt, timing) : undefined;
      if (wait === undefined || wait > longestWaitMs) return settled(outcome);
      if (outcome instanceof Response) await outcome.body?.cancel();
      await timing.sleep(wait, request.signal);
    }
  };
}

type Outcome = Response | { readonly failure: unknown };

function outcomeOf(send: Send, request: Request): Promise<Outcome> {
  return send(request.clone()).catch((failure: unknown) => ({ failure }));
}

function settled(outcome: Outcome): Response {
  if (outcome instanceof Response) return outcome;
  throw outcome.failure;
}

/** Milliseconds; undefined when another attempt would not help or could carry the request out twice. */
function waitAfter(outcome: Outcome, request: Request, attempt: number, { random }: Timing): number | undefined {
  const growing = FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.5 + random());
  if (!(outcome instanceof Response)) return isRepeatable(request) && !request.signal.aborted ? growing : undefined;
  const asked = retryAfterSeconds(outcome);
  if (!isPassing(outcome, asked)) return undefined;
  // Never earlier than the server asked for; the random part keeps clients from retrying all at once.
  return asked === undefined ? growing : asked * 1_000 + random() * Math.max(FIRST_WAIT_MS, asked * 250);
}

/** 409 with Retry-After means that an earlier attempt of the same request is still in progress. */
function isPassing({ status }: Response, asked: number | undefined): boolean {
  return status === 429 || status === 503 || (status === 409 && asked !== undefined);
}

function isRepeatable({ method, headers, url }: Request): boolean {
  return (
    method === 'GET' || method === 'HEAD' || headers.has('idempotency-key') || /\/auth\/(login|refresh)$/.test(url)
  );
}

const realTiming: Timing = { sleep: pause, random: Math.random };

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
