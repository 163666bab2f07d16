import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Drain } from '../health/drain.js';

type Send = (error: null, payload: unknown) => void;

/** An onSend hook. A 304 has no body, where Fastify would send the four letters of `null`; a process on its way out keeps no connection. */
export function lastTouches(drain: Drain) {
  return (_request: FastifyRequest, reply: FastifyReply, payload: unknown, done: Send): void => {
    if (drain.closesConnections) reply.header('Connection', 'close');
    if (reply.statusCode !== 304) return done(null, payload);
    reply.removeHeader('content-type');
    done(null, '');
  };
}
