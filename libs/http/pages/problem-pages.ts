import type { FastifyInstance } from 'fastify';
import { PAGE_POLICY } from '../response/security-headers.js';
import { problemCatalogue } from '../problem/problem-catalogue.js';
import { PROBLEM_TYPES } from '../problem/problem.js';
import { preparedResponse, type PreparedResponseHandler } from './prepared-response.js';
import { codePage, codesPage } from './problem-page.js';

const shared = { 'cache-control': 'public, max-age=3600', vary: 'Accept, Accept-Encoding' };
const html = { ...shared, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_POLICY };
const json = { ...shared, 'content-type': 'application/json; charset=utf-8' };

/**
 * Serves the addresses in `type` of a problem: a page for each code and one of all, as HTML or JSON. They are made from the loaded
 * definitions, so all of them must be loaded before.
 */
export function serveProblemPages(fastify: FastifyInstance): void {
  const catalogue = problemCatalogue();
  const entries = [...catalogue.problems, ...catalogue.fields];
  const pages = new Map(entries.map((entry) => [entry.code, inBothForms(entry, () => codePage(entry))]));
  const options = { config: { isLimited: true } };
  fastify.get(
    PROBLEM_TYPES,
    options,
    inBothForms(catalogue, () => codesPage(catalogue)),
  );
  fastify.get<{ Params: { code: string } }>(`${PROBLEM_TYPES}/:code`, options, (request, reply) => {
    const page = pages.get(request.params.code);
    return page ? page(request, reply) : reply.callNotFound();
  });
}

function inBothForms(content: object, page: () => string): PreparedResponseHandler {
  const asPage = preparedResponse(html, page);
  const asData = preparedResponse(json, () => JSON.stringify(content));
  return (request, reply) =>
    request.headers.accept?.includes('text/html') ? asPage(request, reply) : asData(request, reply);
}
