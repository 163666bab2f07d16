import type { FastifyRequest } from 'fastify';
import type { TenantNames } from '../application/tenant-naming.service.js';

/** What a request says of its tenant, its body aside. */
export function tenantNames(request: FastifyRequest): TenantNames {
  const header = request.headers['x-tenant'];
  return { host: request.host, header: Array.isArray(header) ? header.join() : header };
}
