import { HttpException } from '@nestjs/common';
import { DomainError } from '#libs/kernel';
import { postgresProblem } from './postgres-problem.js';
import { problemDraft } from './define-problem.js';
import { statusOfKind, type ProblemDraft } from './problem.js';
import { malformedJson } from './request-problems.js';
import { standardProblem } from './standard-problems.js';

/** Converts any thrown value to what the client may know of it. */
export function problemOf(error: unknown, carriesBody: boolean): ProblemDraft {
  if (error instanceof DomainError) return domainProblem(error);
  if (error instanceof HttpException) return fastifyProblem(error.cause) ?? standardProblem(error.getStatus());
  return fastifyProblem(error) ?? abortedRequest(error) ?? postgresProblem(error, carriesBody) ?? standardProblem(500);
}

/** A client that disconnected while it sent its body; Fastify sets a status on the errors of connections only. */
function abortedRequest(error: unknown): ProblemDraft | undefined {
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  return code === 'ECONNRESET' && statusCode === 400 ? standardProblem(400) : undefined;
}

function domainProblem({ code, kind, message, extra }: DomainError): ProblemDraft {
  const { errors, members, retryAfterSeconds } = extra;
  return { status: statusOfKind[kind], code, detail: message, errors, members, retryAfterSeconds };
}

/** Errors of Fastify are mapped by code. Their messages may repeat input, so ours replace them. */
function fastifyProblem(error: unknown): ProblemDraft | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, statusCode } = error as Error & { code?: unknown; statusCode?: unknown };
  if (typeof code !== 'string' || !code.startsWith('FST_') || typeof statusCode !== 'number') return undefined;
  if (statusCode >= 500) return undefined;
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY')
    return problemDraft(malformedJson);
  return standardProblem(statusCode);
}
