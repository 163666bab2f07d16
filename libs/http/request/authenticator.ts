import type { FastifyRequest } from 'fastify';
import type { Actor, TenantRef } from '#libs/request-context';
import type { Access } from '../access/access.js';

export interface Authentication {
  readonly actor: Actor;
  readonly tenant?: TenantRef | undefined;
}

/** Finds the actor and the tenant of a request, before its body is read. Implemented by the context that knows the credentials. */
export abstract class Authenticator {
  /**
   * @param access who may call the route. On a public route a missing or invalid credential makes the actor anonymous; the tenant may still
   * follow from the Host.
   * @throws DomainError `unauthenticated` for an invalid credential, `forbidden` where Host and credential name different tenants
   */
  abstract authenticate(request: FastifyRequest, access: Access): Authentication | Promise<Authentication>;
}
