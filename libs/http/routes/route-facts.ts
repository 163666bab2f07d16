import type { FastifyRequest } from 'fastify';
import type { Access } from '../access/access.js';

/** The mark of handlers that take a form with a file. */
export const TAKES_FILE = 'fieldpilot:takes-file';

/** The declarations of an API route, stored in Fastify's route configuration at boot so that no request has to look them up. */
export interface RouteFacts {
  readonly access: Access;
  /** Whether the handler declares query parameters, or a body; undeclared input is refused. */
  readonly takesQuery: boolean;
  readonly takesBody: boolean;
  /** Whether its body is a form with a file. */
  readonly takesFile: boolean;
  /** Whether its body may name a device that is known, which must not be refused for what strangers do. */
  readonly takesDevice: boolean;
  /** Media types of the response besides JSON. */
  readonly produces: readonly string[];
  /** Headers of every response of a deprecated route. */
  readonly deprecation: Readonly<Record<string, string>> | undefined;
}

/** Undefined for routes outside of the API: documentation, health, unknown paths. */
export function routeFacts(request: FastifyRequest): RouteFacts | undefined {
  return (request.routeOptions.config as { facts?: RouteFacts }).facts;
}
