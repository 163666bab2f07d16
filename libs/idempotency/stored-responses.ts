import { Inject, Injectable, type INestApplicationContext } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { AppConfig } from '#libs/config';
import { ResponseStore } from '#libs/http';
import { ROOT_LOGGER } from '#libs/logging';
import { IdempotencyHooks } from './idempotency-hooks.js';
import { IdempotencyKeys } from './idempotency-keys.js';
import { LostResponses } from './lost-responses.js';
import { RequestDigest } from './request-digest.js';
import { rereadRoutes } from './reread-routes.js';

/** Adds Idempotency-Key to every route. Responses to invalid requests are not stored. */
@Injectable()
export class StoredResponses extends ResponseStore {
  constructor(
    private readonly keys: IdempotencyKeys,
    private readonly config: AppConfig,
    @Inject(ROOT_LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  install(fastify: FastifyInstance, app: INestApplicationContext): void {
    const lostReplies = new LostResponses(fastify, rereadRoutes(app));
    // the secret that changes least often
    const digest = new RequestDigest(this.config.secrets.encryption);
    const hooks = new IdempotencyHooks(this.keys, lostReplies, digest, this.logger);
    fastify.addHook('preHandler', hooks.preHandler);
    fastify.addHook('onSend', hooks.onSend);
  }
}
