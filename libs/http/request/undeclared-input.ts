import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { DomainError, type FieldError } from '#libs/kernel';
import { isPlainObject, moreFaults, MOST_FAULTS, pointerTo, UNKNOWN_FIELD } from '../fields/index.js';
import { standardProblems } from '../problem/problem.js';
import { routeFacts, type RouteFacts } from '../routes/route-facts.js';

/** A preHandler hook: refuses what the handler would not even look at, so that a client's mistake never passes in silence. */
export function refuseUndeclaredInput(
  request: FastifyRequest,
  _reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void {
  const facts = routeFacts(request);
  if (!facts) return done();
  const refusal = notAcceptable(request, facts) ?? unknownParameters(request, facts) ?? unexpectedBody(request, facts);
  done(refusal);
}

function notAcceptable(request: FastifyRequest, { produces }: RouteFacts): Error | undefined {
  const { accept } = request.headers;
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return undefined;
  const offered = ['application/json', 'application/problem+json', ...produces];
  return accepts(accept.toLowerCase(), offered) ? undefined : new NotAcceptableError();
}

/** Mapped by its status code, as Fastify's own errors are: there is no kind of DomainError for how an answer is written. */
class NotAcceptableError extends Error {
  readonly code = 'FST_ERR_NOT_ACCEPTABLE';
  readonly statusCode = 406;

  constructor() {
    super(standardProblems[406]!.detail);
  }
}

function accepts(accept: string, offered: readonly string[]): boolean {
  return accept.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    if (parameters.some((parameter) => /^q=0(\.0{0,3})?$/.test(parameter))) return false;
    return (
      type === '*/*' || offered.some((offer) => type === offer || type === `${offer.slice(0, offer.indexOf('/'))}/*`)
    );
  });
}

function unknownParameters(request: FastifyRequest, { takesQuery }: RouteFacts): Error | undefined {
  if (takesQuery) return undefined;
  const names = Object.keys(request.query as object);
  if (names.length === 0) return undefined;
  return unknownInput(
    'request.unknown_parameter',
    'The request has parameters that this address does not take.',
    names,
  );
}

function unexpectedBody(request: FastifyRequest, { takesBody }: RouteFacts): Error | undefined {
  const { body } = request;
  if (takesBody || body === undefined) return undefined;
  if (!isPlainObject(body)) return unknownInput(UNKNOWN_FIELD, 'This address takes no body.', []);
  const names = Object.keys(body);
  return names.length === 0
    ? undefined
    : unknownInput(UNKNOWN_FIELD, 'The body has fields that this address does not take.', names);
}

function unknownInput(code: string, detail: string, names: readonly string[]): DomainError {
  const errors: FieldError[] = names
    .slice(0, MOST_FAULTS)
    .map((name) => ({ pointer: pointerTo('', name), code, detail: 'is not known here' }));
  return new DomainError(code, 'malformed', names.length > MOST_FAULTS ? detail + moreFaults : detail, { errors });
}
