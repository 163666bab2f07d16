import type { FastifyInstance } from 'fastify';
import { routeFacts } from '../routes/route-facts.js';
import { NoFormError } from './incoming-file.errors.js';

/** Leaves forms unread for the handlers of routes that take a file; elsewhere they are 415, like all that is no JSON. */
export function acceptForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('multipart/form-data', (request, _payload, done) => {
    if (routeFacts(request)?.takesFile) done(null, undefined);
    else done(new NoFormError(), undefined);
  });
}
