import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { DomainError } from '#libs/kernel';
import { runInContext, type RequestContext } from '#libs/request-context';
import { assertAccess } from '../access/assert-access.js';
import type { Access } from '../access/access.js';
import type { Authentication, Authenticator } from './authenticator.js';
import { routeFacts } from './route-facts.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The context the request runs in, for hooks that run outside of it; null until it is known who asks. */
    context: RequestContext | null;
  }
}

const anonymous: Authentication = { actor: { kind: 'anonymous' } };
const traceparent = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * The one onRequest hook. It finds out who asks, refuses who may not, and runs everything that follows, body parsing included, in the
 * request's context. It runs before the body is read: a caller without a credential learns nothing about what a valid body is.
 */
export class RequestHook {
  constructor(private readonly authenticator: Authenticator) {}

  readonly onRequest = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    reply.header('X-Request-Id', request.id);
    const access = request.is404 ? undefined : routeFacts(request)?.access;
    if (access) this.authenticate(request, access, done);
    else enter(request, anonymous, done);
  };

  private authenticate(request: FastifyRequest, access: Access, done: HookHandlerDoneFunction): void {
    let found: Authentication | Promise<Authentication>;
    try {
      found = this.authenticator.authenticate(request, access);
    } catch (error) {
      return refuse(request, access, error, done);
    }
    // An authenticator that remembers the token answers at once; a promise would cost it a turn of the event loop.
    if (!(found instanceof Promise)) return admit(request, access, found, done);
    found.then(
      (authentication) => admit(request, access, authentication, done),
      (error: unknown) => refuse(request, access, error, done),
    );
  }
}

function admit(
  request: FastifyRequest,
  access: Access,
  authentication: Authentication,
  done: HookHandlerDoneFunction,
): void {
  try {
    assertAccess(access, authentication.actor);
  } catch (error) {
    return enter(request, authentication, done, error as Error);
  }
  enter(request, authentication, done);
}

/** A credential that is no longer valid must not keep anybody from signing in again. */
function refuse(request: FastifyRequest, access: Access, error: unknown, done: HookHandlerDoneFunction): void {
  const isCredential = error instanceof DomainError && error.kind === 'unauthenticated';
  if (access.kind === 'public' && isCredential) enter(request, anonymous, done);
  else enter(request, anonymous, done, error as Error);
}

function enter(
  request: FastifyRequest,
  { actor, tenant }: Authentication,
  done: HookHandlerDoneFunction,
  error?: Error,
): void {
  const { headers } = request;
  const trace = headers['traceparent'];
  const context: RequestContext = {
    requestId: request.id,
    actor,
    tenant,
    ip: request.ip,
    userAgent: headers['user-agent'],
    traceparent: typeof trace === 'string' && traceparent.test(trace) ? trace : undefined,
  };
  request.context = context;
  runInContext(context, error === undefined ? done : () => done(error));
}
