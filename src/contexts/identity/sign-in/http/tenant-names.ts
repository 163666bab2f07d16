import type { FastifyRequest } from 'fastify';
import type { TenantNames } from '../application/tenant-naming.service.js';

/** The names of the tenant in a request's headers. */
export function tenantNames(request: FastifyRequest): TenantNames {
  const header = request.headers['x-tenant'];
  return { host: request.host, header: Array.isArray(header) ? header.join() : header };
}
