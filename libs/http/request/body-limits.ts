import type { FastifyInstance } from 'fastify';
import type { RouteFacts } from '../routes/route-facts.js';

/** Where nobody has shown who they are, on unknown addresses too: a sign-in is some hundred bytes. */
export const PUBLIC_BODY_LIMIT = 16 * 1024;

const SIGNED_IN_BODY_LIMIT = 1024 * 1024;

/**
 * Must be called before any route is registered. Fastify refuses by Content-Length before it reads, else as soon as it has read more; who
 * calls is known by then.
 */
export function allowLargerBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const { facts } = (route.config ?? {}) as { facts?: RouteFacts };
    if (facts && facts.access.kind !== 'public') route.bodyLimit = SIGNED_IN_BODY_LIMIT;
  });
}
