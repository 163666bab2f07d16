import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { refuse, type DomainError, type FieldError, type Refusal } from '#libs/kernel';
import { isPlainObject, moreFaults, MAX_FAULTS, pointerTo, unknownField } from '../fields/index.js';
import { unknownParameter } from '../problem/request-problems.js';
import { standardProblems } from '../problem/standard-problems.js';
import { routeFacts, type RouteFacts } from '../routes/route-facts.js';

/** A preHandler hook that refuses input which the handler does not declare, so that a client's mistake is never ignored silently. */
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

/** Mapped by its status code, like Fastify's own errors: no kind of DomainError is about the media type of a response. */
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
  return names.length === 0 ? undefined : unknownInput(unknownParameter, names);
}

function unexpectedBody(request: FastifyRequest, { takesBody }: RouteFacts): Error | undefined {
  const { body } = request;
  if (takesBody || body === undefined) return undefined;
  if (!isPlainObject(body)) return refuse(unknownField, { detail: 'This address takes no body.', errors: [] });
  const names = Object.keys(body);
  return names.length === 0 ? undefined : unknownInput(unknownField, names);
}

function unknownInput(refusal: Refusal, names: readonly string[]): DomainError {
  const { code, detail } = refusal;
  const errors: FieldError[] = names
    .slice(0, MAX_FAULTS)
    .map((name) => ({ pointer: pointerTo('', name), code, detail: 'is not known here' }));
  return refuse(refusal, { detail: names.length > MAX_FAULTS ? detail + moreFaults : detail, errors });
}
