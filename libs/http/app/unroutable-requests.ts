import type { ServerResponse } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from '../problem/problem-of.js';
import { sendProblem } from '../problem/send-problem.js';

type SecurityHeaders = (request: FastifyRequest, response: ServerResponse) => unknown;

/** Answers addresses that the router itself refuses, before any hook: a broken escape, a parameter of enormous length. */
export class UnroutableRequests {
  securityHeaders: SecurityHeaders = () => undefined;

  readonly answer = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    this.securityHeaders(request, reply.raw);
    reply.header('X-Request-Id', request.id);
    sendProblem(request, reply, problemOf(error, false));
  };
}
