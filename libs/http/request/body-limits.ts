import type { FastifyInstance } from 'fastify';
import type { RouteFacts } from '../routes/route-facts.js';

/** For callers who are not signed in, on unknown paths too: a sign-in needs some hundred bytes. */
export const PUBLIC_BODY_LIMIT = 16 * 1024;

const SIGNED_IN_BODY_LIMIT = 1024 * 1024;

/**
 * Must be called before any route is registered. Fastify compares Content-Length before it reads the body, else it stops when it has read
 * more; the caller is authenticated by then.
 */
export function allowLargerBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const { facts } = (route.config ?? {}) as { facts?: RouteFacts };
    if (facts && facts.access.kind !== 'public') route.bodyLimit = SIGNED_IN_BODY_LIMIT;
  });
}
