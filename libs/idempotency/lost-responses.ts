import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '#libs/kernel';
import { clientAddress, serviceUnavailable } from '#libs/http';
import type { Effect } from './claim.js';
import { replyLost } from './idempotency.errors.js';
import type { Reread } from './reread-routes.js';
import type { StoredReply } from './stored-reply.js';

/** Headers that identify the caller; the others were about the effect. */
const credentials = ['authorization', 'host', 'x-tenant', 'traceparent'];

/**
 * Responds where no response was stored, because the process died after the effect or because it would contain secrets. Reads the
 * resource through the API itself, as the caller, so that it looks the same and access rules apply.
 */
export class LostResponses {
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

  /** Not where the request or the response contains secrets. */
  mayBeStored(request: FastifyRequest): boolean {
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

/** A creation returns one of the rows it created, usually the first; other requests return the resource in the path. */
function candidates({ params }: FastifyRequest, status: number, created: readonly string[]): readonly string[] {
  const { id } = params as { id?: string };
  return isCreation(status) || id === undefined ? created : [id];
}

/** 202 creates an operation. */
function isCreation(status: number): boolean {
  return status === 201 || status === 202;
}
