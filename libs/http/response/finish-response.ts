import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Drain } from '../health/drain.js';

type Send = (error: null, payload: unknown) => void;

/**
 * An onSend hook that removes the body of a 304, for which Fastify would send `null`, and closes the connection while the process shuts
 * down.
 */
export function finishResponse(drain: Drain) {
  return (_request: FastifyRequest, reply: FastifyReply, payload: unknown, done: Send): void => {
    if (drain.closesConnections) reply.header('Connection', 'close');
    if (reply.statusCode !== 304) return done(null, payload);
    reply.removeHeader('content-type');
    done(null, '');
  };
}
