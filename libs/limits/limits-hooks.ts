import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { DomainError } from '#libs/kernel';
import { clientAddress } from '#libs/http';
import { routeFacts } from '#libs/http';
import type { Admission } from '#libs/http';
import type { Caller } from './caller.js';
import type { Callers } from './callers.js';
import type { PrincipalCalls } from './tenant-calls.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where the call is counted, for the hook after the answer. */
    counts: PrincipalCalls | null;
  }
}

const PATIENCE_MILLISECONDS = 1_000;

/**
 * Holds each call of the API against its limits as soon as it is known who calls, before the body is read. A call for which this process
 * holds an allowance, and that is nearly every one, waits for nothing. Operators are not limited, nor are probes and unknown addresses.
 */
export class LimitsHooks {
  constructor(private readonly callers: Callers) {}

  readonly admit: Admission = (request, reply, done, error) => {
    const now = performance.now();
    const caller = this.callerOf(request, now, error);
    if (!caller) return done(error);
    request.counts = caller.month?.counts ?? null;
    if (caller.limits.every((limit) => limit.hasRoom(now))) {
      letThrough(caller, reply, now);
      return done(error);
    }
    whenThereIsRoom(caller, reply).then((refusal) => done(refusal ?? error), done);
  };

  /** Calls that were refused for their number are no errors of the client's program. */
  readonly onResponse = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    if (reply.statusCode !== 429) request.counts?.answered(reply.statusCode);
    done();
  };

  private callerOf(request: FastifyRequest, now: number, error: Error | undefined): Caller | undefined {
    const { actor, tenant } = request.context ?? {};
    if (!isLimited(request) || !actor || (error && !(error instanceof DomainError))) return undefined;
    if (actor.kind === 'user' && tenant) return this.callers.user(actor, tenant, now);
    return actor.kind === 'operator' ? undefined : this.callers.network(clientAddress(request), now);
  }
}

/** Calls of the API, and what is worth asking for in great numbers besides: pages, their files, documents. Probes never wait. */
function isLimited(request: FastifyRequest): boolean {
  if (request.is404) return false;
  return (
    routeFacts(request) !== undefined || (request.routeOptions.config as { isLimited?: boolean }).isLimited === true
  );
}

function letThrough(caller: Caller, reply: FastifyReply, now: number): void {
  for (const limit of caller.limits) {
    limit.use(now);
    limit.lookAhead(now);
  }
  tell(caller, reply, now);
}

function tell(caller: Caller, reply: FastifyReply, now: number): void {
  reply.header('ratelimit-policy', caller.policies());
  reply.header('ratelimit', caller.left(now));
}

/**
 * Answers the refusal, if any. Looking and using are one step: of all calls that were waiting only as many go on as there is room for.
 * When nobody can be asked for room the call goes on.
 */
async function whenThereIsRoom(caller: Caller, reply: FastifyReply): Promise<DomainError | undefined> {
  const start = performance.now();
  for (let now = start; now - start < PATIENCE_MILLISECONDS; now = performance.now()) {
    const full = caller.limits.find((limit) => !limit.hasRoom(now));
    if (!full) break;
    if (full.isBlocked(now)) {
      tell(caller, reply, now);
      return full.refusal(now);
    }
    await full.refilled();
  }
  letThrough(caller, reply, performance.now());
  return undefined;
}
