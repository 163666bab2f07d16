import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { Logger } from 'pino';
import { runInContext } from '#libs/request-context';
import { problemOf } from '#libs/http';
import { PROBLEM_JSON, problemBody } from '#libs/http';
import { pathOf } from '#libs/http';
import { bindClaim, claimOf, type Claim } from './claim.js';
import { IDEMPOTENCY_KEY, keyedRequest, takesKey } from './idempotency-key.js';
import type { IdempotencyKeys } from './idempotency-keys.js';
import type { LostResponses } from './lost-responses.js';
import type { RequestDigest } from './request-digest.js';
import { storableReply, type StoredReply } from './stored-reply.js';

type Send = (error: Error | null, payload?: unknown) => void;

/**
 * Around the handler of every POST with an Idempotency-Key: one round trip claims the key, another stores the response before it is sent.
 */
export class IdempotencyHooks {
  constructor(
    private readonly keys: IdempotencyKeys,
    private readonly lostReplies: LostResponses,
    private readonly digest: RequestDigest,
    private readonly logger: Logger,
  ) {}

  readonly preHandler = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const key = request.headers[IDEMPOTENCY_KEY];
    if (key === undefined || !takesKey(request)) return done();
    this.begin(request, key).then((known) => (known ? replay(reply, known) : done()), done);
  };

  readonly onSend = (request: FastifyRequest, reply: FastifyReply, payload: unknown, done: Send): void => {
    const claim = request.headers[IDEMPOTENCY_KEY] === undefined ? undefined : claimOf(request.context);
    if (!claim) return done(null, payload);
    runInContext(request.context!, () => this.finish(claim, request, reply, payload)).then(
      (sent) => done(null, sent),
      (error: unknown) => {
        // The effect is recorded, so the response may be sent; a repetition reads the resource instead.
        this.logger.warn(
          { err: error, requestId: request.id },
          'An answer could not be stored for its Idempotency-Key',
        );
        done(null, payload);
      },
    );
  };

  /** The stored response; undefined when the request is to be carried out. */
  private async begin(request: FastifyRequest, key: unknown): Promise<StoredReply | undefined> {
    const found = await this.keys.claim(keyedRequest(request, key, this.digest));
    if (found.kind === 'answered') return found.reply;
    bindClaim(request.context!, found.claim);
    return found.kind === 'unanswered' ? this.lostReplies.reply(request, found.effect) : undefined;
  }

  private async finish(claim: Claim, request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
    const mayKeep = !claim.isIncomplete && this.lostReplies.mayBeStored(request);
    const kept = mayKeep ? storableReply(reply, payload) : undefined;
    const isMine = await (kept ? this.keys.store(claim, kept) : this.keys.release(claim));
    return isMine ? payload : this.overtaken(claim, request, reply);
  }

  /** The request took so long that a repetition took it over, whose response counts. */
  private async overtaken({ request: keyed }: Claim, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    for (const name of ['location', 'etag', 'link']) reply.removeHeader(name);
    try {
      const stored = await this.keys.replyTo(keyed);
      setReplayHeaders(reply, stored);
      return stored.body ?? '';
    } catch (error) {
      const problem = problemOf(error, true);
      reply.code(problem.status).header('content-type', PROBLEM_JSON).header('retry-after', '1');
      return problemBody(problem, pathOf(request), request.id);
    }
  }
}

function replay(reply: FastifyReply, stored: StoredReply): void {
  setReplayHeaders(reply, stored);
  // As bytes, since Fastify would add a charset to text, which problem documents do not have.
  if (stored.body === null) reply.send();
  else reply.send(Buffer.from(stored.body));
}

function setReplayHeaders(reply: FastifyReply, { status, headers }: StoredReply): void {
  reply.code(status).headers(headers).header('idempotent-replayed', 'true');
}
