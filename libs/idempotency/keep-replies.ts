import type { INestApplicationContext } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { AppConfig } from '#libs/config';
import { ROOT_LOGGER } from '#libs/logging';
import { IdempotencyHooks } from './idempotency-hooks.js';
import type { IdempotencyKeys } from './idempotency-keys.js';
import { LostReplies } from './lost-replies.js';
import { RequestDigest } from './request-digest.js';
import { rereadRoutes } from './reread-routes.js';

/** Hangs Idempotency-Key into every route. After the hooks that refuse a request for its form: those need no key. */
export function keepReplies(fastify: FastifyInstance, app: INestApplicationContext, keys: IdempotencyKeys): void {
  const lostReplies = new LostReplies(fastify, rereadRoutes(app));
  // the secret that is changed least
  const digest = new RequestDigest(app.get(AppConfig).secrets.encryption);
  const hooks = new IdempotencyHooks(keys, lostReplies, digest, app.get<Logger>(ROOT_LOGGER));
  fastify.addHook('preHandler', hooks.preHandler);
  fastify.addHook('onSend', hooks.onSend);
}
