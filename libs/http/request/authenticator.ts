import type { FastifyRequest } from 'fastify';
import type { Actor, TenantRef } from '#libs/request-context';
import type { Access } from '../access/access.js';

export interface Authentication {
  readonly actor: Actor;
  readonly tenant?: TenantRef | undefined;
}

/** Who is asking, and for which tenant. Implemented by whoever knows credentials; runs before the body is read. */
export abstract class Authenticator {
  /**
   * @param access what the route demands. On a public route no credential, or one that is no longer valid, makes an anonymous actor; the
   * tenant may still be known from the Host.
   * @throws DomainError `unauthenticated` for a credential that is not valid, `forbidden` where Host and credential name different tenants
   */
  abstract authenticate(request: FastifyRequest, access: Access): Authentication | Promise<Authentication>;
}
