import type { FastifyInstance } from 'fastify';
import type { Admission } from '#libs/http';
import type { Callers } from './callers.js';
import { LimitsHooks } from './limits-hooks.js';

/** Hangs the limits into every route. What is answered stands last in the chain that finds out who calls. */
export function holdToLimits(fastify: FastifyInstance, callers: Callers): Admission {
  const hooks = new LimitsHooks(callers);
  fastify.addHook('onResponse', hooks.onResponse);
  return hooks.admit;
}
