import type { FastifyRequest } from 'fastify';
import type { Access } from '../access/access.js';

/** What is known of an API route at boot, kept in Fastify's route configuration so that no request has to look it up. */
export interface RouteFacts {
  readonly access: Access;
  /** Whether the handler declares query parameters, or a body; what it does not declare is refused. */
  readonly takesQuery: boolean;
  readonly takesBody: boolean;
  /** Media types of the answer besides JSON. */
  readonly produces: readonly string[];
  /** Headers of every answer of a route that is on its way out. */
  readonly deprecation: Readonly<Record<string, string>> | undefined;
}

/** Undefined for routes that are no part of the API: documentation, health, unknown paths. */
export function routeFacts(request: FastifyRequest): RouteFacts | undefined {
  return (request.routeOptions.config as { facts?: RouteFacts }).facts;
}
