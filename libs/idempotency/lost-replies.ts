import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '#libs/kernel';
import { clientAddress, serviceUnavailable } from '#libs/http';
import type { Effect } from './claim.js';
import { replyLost } from './idempotency.errors.js';
import type { Reread } from './reread-routes.js';
import type { StoredReply } from './stored-reply.js';

/** What tells who asks; anything else of the request was about the effect. */
const credentials = ['authorization', 'host', 'x-tenant', 'traceparent'];

/**
 * Answers for a process that died after the effect and before its answer was stored, and where answers are not kept. What it answered was the resource, so the resource
 * is read: through the API itself, as the caller, so that it looks the same and nobody sees what they may not.
 */
export class LostReplies {
  constructor(
    private readonly fastify: FastifyInstance,
    private readonly routes: ReadonlyMap<string, Reread>,
  ) {}

  /** @throws DomainError 409 `idempotency.reply_lost` for what cannot be read, 503 when it cannot be read just now */
  async reply(request: FastifyRequest, effect: Effect): Promise<StoredReply> {
    const created = effect.map(({ id }) => id);
    const { status = 0, from } = this.routeOf(request) ?? {};
    if (status === 204) return { status, headers: {}, body: null };
    for (const id of from ? candidates(request, status, created) : []) {
      const reply = await this.read(request, from!.replace(':id', id), status);
      if (reply) return reply;
    }
    throw refuse(replyLost, { members: { createdIds: created } });
  }

  /** Not where it, or what was asked, is secret. */
  mayBeKept(request: FastifyRequest): boolean {
    return !this.routeOf(request)?.isSecret;
  }

  private routeOf({ routeOptions }: FastifyRequest): Reread | undefined {
    return this.routes.get(routeOptions.url ?? '');
  }

  private async read(request: FastifyRequest, url: string, status: number): Promise<StoredReply | undefined> {
    const headers = Object.fromEntries(
      credentials.flatMap((name) => (request.headers[name] === undefined ? [] : [[name, request.headers[name]]])),
    );
    const answer = await this.fastify.inject({ method: 'GET', url, headers, remoteAddress: clientAddress(request) });
    if (answer.statusCode === 429 || answer.statusCode >= 500)
      throw refuse(serviceUnavailable, { retryAfterSeconds: 1 });
    if (answer.statusCode !== 200) return undefined;
    const { 'content-type': type = 'application/json', etag } = answer.headers;
    const kept: Record<string, string> = { 'content-type': type };
    if (etag) kept['etag'] = etag;
    if (isCreation(status)) kept['location'] = url;
    return { status, headers: kept, body: answer.body };
  }
}

/** A creation answers one of the rows it made, the first one as a rule; anything else the resource that the path names. */
function candidates({ params }: FastifyRequest, status: number, created: readonly string[]): readonly string[] {
  const { id } = params as { id?: string };
  return isCreation(status) || id === undefined ? created : [id];
}

/** 202 has created an operation. */
function isCreation(status: number): boolean {
  return status === 201 || status === 202;
}
