import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { RouteTable } from '../routes/route-table.js';
import { problemOf } from './problem-of.js';
import { problemDraft } from './define-problem.js';
import type { ProblemDraft } from './problem.js';
import { unknownRoute } from './request-problems.js';
import { pathOf, sendProblem } from './send-problem.js';
import { standardProblem } from './standard-problems.js';

/** The only place where an error becomes a response. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly routes: RouteTable,
    private readonly logger: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = request.is404 ? this.missingRoute(request) : problemOf(error, request.body !== undefined);
    if (problem.status >= 500) this.log(error, problem, request);
    if (reply.sent || reply.raw.headersSent) reply.raw.destroy();
    else sendProblem(request, reply, problem);
  }

  private missingRoute(request: FastifyRequest): ProblemDraft {
    const methods = this.routes.methodsFor(pathOf(request));
    if (methods.length > 0 && !methods.includes(request.method))
      return standardProblem(405, { headers: { Allow: methods.join(', ') } });
    return problemDraft(unknownRoute);
  }

  private log(error: unknown, problem: ProblemDraft, request: FastifyRequest): void {
    const entry = { err: error, requestId: request.id, method: request.method, path: pathOf(request) };
    if (problem.status === 500) this.logger.error(entry, 'Request failed');
    else this.logger.warn(entry, 'Request could not be served');
  }
}
