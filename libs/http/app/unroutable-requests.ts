import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from '../problem/problem-of.js';
import { sendProblem } from '../problem/send-problem.js';

/** Answers addresses that the router itself refuses, before any hook: a broken escape, a parameter of enormous length. */
export function answerUnroutable(headers: Readonly<Record<string, string>>) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    reply.headers(headers).header('x-request-id', request.id);
    sendProblem(request, reply, problemOf(error, false));
  };
}
