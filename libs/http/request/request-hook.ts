import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { DomainError } from '#libs/kernel';
import { runInContext, type Actor, type RequestContext } from '#libs/request-context';
import { assertAccess } from './assert-access.js';
import type { Access } from '../access/access.js';
import type { Authentication, Authenticator } from './authenticator.js';
import { clientAddress } from './client-address.js';
import { routeFacts } from '../routes/route-facts.js';
import { continuedTrace } from '#libs/logging';

declare module 'fastify' {
  interface FastifyRequest {
    /** The request's context, for hooks that run outside of it; null until the caller is known. */
    context: RequestContext | null;
  }
}

/** The last check of a request, run in its context. `error` is set when the request is refused anyway. */
export type Admission = (
  request: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
  error?: Error,
) => void;

type Enter = (found: Authentication, error?: Error) => void;

const anonymous: Authentication = { actor: { kind: 'anonymous' } };

/**
 * The onRequest hook that authenticates the caller, checks access, and runs everything that follows, body parsing included, in the
 * request's context. It runs before the body is read, so that a caller without a credential learns nothing about valid bodies.
 */
export class RequestHook {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly admission: Admission = (_request, _reply, done, error) => done(error),
  ) {}

  readonly onRequest = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    reply.header('X-Request-Id', request.id);
    const facts = request.is404 ? undefined : routeFacts(request);
    const traceparent = continuedTrace(request.headers['traceparent']);
    if (traceparent) reply.header('traceparent', traceparent);
    if (facts?.deprecation) reply.headers(facts.deprecation);
    const enter = (found: Authentication, error?: Error): void => {
      markImpersonation(reply, found.actor);
      request.context = contextOf(request, found, traceparent);
      runInContext(request.context, () => this.admission(request, reply, done, error));
    };
    if (facts) this.authenticate(request, facts.access, enter);
    else enter(anonymous);
  };

  private authenticate(request: FastifyRequest, access: Access, enter: Enter): void {
    let found: Authentication | Promise<Authentication>;
    try {
      found = this.authenticator.authenticate(request, access);
    } catch (error) {
      return refuse(access, error, enter);
    }
    // An authenticator with a cached token returns at once; awaiting it would cost a turn of the event loop.
    if (!(found instanceof Promise)) return continueAs(access, found, request.method, enter);
    found.then(
      (authentication) => continueAs(access, authentication, request.method, enter),
      (error: unknown) => refuse(access, error, enter),
    );
  }
}

function continueAs(access: Access, authentication: Authentication, method: string, enter: Enter): void {
  try {
    assertAccess(access, authentication.actor, method);
  } catch (error) {
    return enter(authentication, error as Error);
  }
  enter(authentication);
}

/** An expired credential must not keep anybody from signing in again. */
function refuse(access: Access, error: unknown, enter: Enter): void {
  const isCredential = error instanceof DomainError && error.kind === 'unauthenticated';
  if (access.kind === 'public' && isCredential) enter(anonymous);
  else enter(anonymous, error as Error);
}

/** In every answer, refusals too, so that no client takes the caller for the user. */
function markImpersonation(reply: FastifyReply, actor: Actor): void {
  if (actor.kind === 'user' && actor.impersonation) reply.header('X-Impersonated-By', actor.impersonation.operatorId);
}

function contextOf(
  request: FastifyRequest,
  { actor, tenant }: Authentication,
  traceparent: string | undefined,
): RequestContext {
  return {
    requestId: request.id,
    actor,
    tenant,
    ip: clientAddress(request),
    userAgent: request.headers['user-agent'],
    traceparent,
  };
}
