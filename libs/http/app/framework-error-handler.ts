import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from '../problem/problem-of.js';
import { sendProblem } from '../problem/send-problem.js';

/** Responds to URLs that the router rejects before any hook runs: broken escapes, and parameters of excessive length. */
export function frameworkErrorHandler(headers: Readonly<Record<string, string>>) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    reply.headers(headers).header('x-request-id', request.id);
    sendProblem(request, reply, problemOf(error, false));
  };
}
