import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { DomainError } from '#libs/kernel';
import { clientAddress } from '#libs/http';
import { routeFacts } from '#libs/http';
import type { Admission } from '#libs/http';
import type { Caller } from './caller.js';
import type { Callers } from './callers.js';
import type { KnownDevices } from './known-devices.js';
import type { PrincipalCalls } from './tenant-calls.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where the call is counted, for the hook after the response. */
    counts: PrincipalCalls | null;
    /** Why the network is refused, until the body has told whether the device is known. */
    postponed: DomainError | null;
  }
}

const MAX_WAIT_MILLISECONDS = 1_000;

/**
 * Checks each call of the API against its limits as soon as the caller is known, before the body is read. Nearly every call finds an
 * allowance in this process and waits for nothing. Operators, probes and unknown addresses are not limited.
 */
export class LimitsHooks {
  constructor(
    private readonly callers: Callers,
    private readonly devices: KnownDevices | undefined,
  ) {}

  readonly admit: Admission = (request, reply, done, error) => {
    const now = performance.now();
    const caller = this.callerOf(request, now, error);
    if (!caller) return done(error);
    request.counts = caller.month?.counts ?? null;
    if (caller.limits.every((limit) => limit.hasRoom(now))) {
      letThrough(caller, reply, now);
      return done(error);
    }
    waitForRoom(caller, reply).then((refusal) => {
      if (!refusal || !this.mayBeKnown(request)) return done(refusal ?? error);
      request.postponed = refusal;
      done(error);
    }, done);
  };

  /** What strangers of its network use up is not held against a known device, which has an allowance of its own. */
  readonly preHandler = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const { postponed } = request;
    if (!postponed) return done();
    const { deviceToken } = (request.body ?? {}) as { deviceToken?: unknown };
    const id = typeof deviceToken === 'string' ? this.devices?.idOf(deviceToken) : undefined;
    if (id === undefined) return done(postponed);
    waitForRoom(this.callers.forDevice(id, performance.now()), reply).then((refusal) => done(refusal), done);
  };

  private mayBeKnown(request: FastifyRequest): boolean {
    return this.devices !== undefined && routeFacts(request)?.takesDevice === true;
  }

  /** Calls that were refused by a limit do not count as errors. */
  readonly onResponse = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    if (reply.statusCode !== 429) request.counts?.answered(reply.statusCode);
    done();
  };

  private callerOf(request: FastifyRequest, now: number, error: Error | undefined): Caller | undefined {
    const { actor, tenant } = request.context ?? {};
    if (!isLimited(request) || !actor || (error && !(error instanceof DomainError))) return undefined;
    if (actor.kind === 'user' && tenant) return this.callers.forUser(actor, tenant, now);
    return actor.kind === 'operator' ? undefined : this.callers.forNetwork(clientAddress(request), now);
  }
}

/** Calls of the API, and other routes that say so, such as pages and documents. Probes never wait. */
function isLimited(request: FastifyRequest): boolean {
  if (request.is404) return false;
  return (
    routeFacts(request) !== undefined || (request.routeOptions.config as { isLimited?: boolean }).isLimited === true
  );
}

function letThrough(caller: Caller, reply: FastifyReply, now: number): void {
  for (const limit of caller.limits) {
    limit.use(now);
    limit.refillIfLow(now);
  }
  setRateLimitHeaders(caller, reply, now);
}

function setRateLimitHeaders(caller: Caller, reply: FastifyReply, now: number): void {
  reply.header('ratelimit-policy', caller.policies());
  reply.header('ratelimit', caller.remaining(now));
}

/**
 * Checking and using happen without an await in between, so of all waiting calls only as many go on as there is room for. When the
 * database cannot be asked the call goes on. @returns the refusal, if any
 */
async function waitForRoom(caller: Caller, reply: FastifyReply): Promise<DomainError | undefined> {
  const start = performance.now();
  for (let now = start; now - start < MAX_WAIT_MILLISECONDS; now = performance.now()) {
    const full = caller.limits.find((limit) => !limit.hasRoom(now));
    if (!full) break;
    if (full.isBlocked(now)) {
      setRateLimitHeaders(caller, reply, now);
      return full.refusal(now);
    }
    await full.refilled();
  }
  letThrough(caller, reply, performance.now());
  return undefined;
}
