import { problemDraft } from './define-problem.js';
import type { ProblemDraft } from './problem.js';
import { brokenReference, duplicateResource, invalidValue } from './request-problems.js';
import { serviceUnavailable } from './standard-problems.js';

interface DatabaseError {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

/** SQLSTATEs caused by values of the client. Validation should have refused them, but the fault is still not ours. */
const badValues = new Set([
  '22001',
  '22003',
  '22007',
  '22008',
  '22021',
  '22023',
  '22026',
  '22P02',
  '22P03',
  '22P05',
  '23502',
  '23514',
]);
/** Statement timeout, lock timeout, serialization failure, deadlock, ended idle session: the same request may succeed next time. */
const transient = new Set(['57014', '55P03', '40001', '40P01', '25P03', '25P04', '57P05']);
/** A tenant that is closed while its request is being served: the next one is told so. */
const closedMeanwhile = /^permission denied for schema /;
/** Connection exceptions, insufficient resources, operator intervention. */
const unavailableClass = /^(08|53|57P)/;
const sqlState = /^[0-9A-Z]{5}$/;

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** pg and pg-pool set no code on these errors. */
const connectionMessage =
  /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable|Query read timeout|Client was closed|pool after calling end/i;

/** The problem for a failure of PostgreSQL or of the connection to it; undefined for other errors, and for faults of our own SQL. */
export function postgresProblem(error: unknown, carriesBody: boolean): ProblemDraft | undefined {
  for (let depth = 0, current = error; depth < 4 && typeof current === 'object' && current !== null; depth += 1) {
    const { code, message, cause } = current as DatabaseError;
    const problem = byCode(code, carriesBody) ?? byMessage(code, message);
    if (problem) return problem;
    current = cause;
  }
  return undefined;
}

function byCode(code: unknown, carriesBody: boolean): ProblemDraft | undefined {
  if (typeof code !== 'string') return undefined;
  if (networkCodes.has(code)) return unavailable(2);
  if (!sqlState.test(code)) return undefined;
  if (badValues.has(code)) return badValue(carriesBody);
  if (transient.has(code)) return unavailable(1);
  if (unavailableClass.test(code)) return unavailable(2);
  if (code === '23505' || code === '23P01') return problemDraft(duplicateResource);
  if (code === '23503') return problemDraft(brokenReference);
  return undefined;
}

function byMessage(code: unknown, message: unknown): ProblemDraft | undefined {
  if (typeof message !== 'string') return undefined;
  if (code === '42501' && closedMeanwhile.test(message)) return unavailable(1);
  return connectionMessage.test(message) ? unavailable(2) : undefined;
}

function badValue(carriesBody: boolean): ProblemDraft {
  return problemDraft(invalidValue, carriesBody ? {} : { status: 400 });
}

function unavailable(retryAfterSeconds: number): ProblemDraft {
  return problemDraft(serviceUnavailable, { retryAfterSeconds });
}
