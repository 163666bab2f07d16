import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authenticator, type Access, type Authentication } from '#libs/http';
import { OperatorAuthenticationService } from '../../operators/application/operator-authentication.service.js';
import { UserAuthenticationService } from '../application/user-authentication.service.js';
import { tenantNames } from './tenant-names.js';

const nobody: Authentication = { actor: { kind: 'anonymous' } };
const SCHEME = 'bearer ';

/** Identifies the caller by access token. Public routes ignore it, because a client that signs in may still send an old one. */
@Injectable()
export class TokenAuthenticator extends Authenticator {
  constructor(
    private readonly users: UserAuthenticationService,
    private readonly operators: OperatorAuthenticationService,
  ) {
    super();
  }

  authenticate(request: FastifyRequest, access: Access): Authentication | Promise<Authentication> {
    const { authorization } = request.headers;
    if (access.kind === 'public' || !isBearer(authorization)) return nobody;
    const token = authorization.slice(SCHEME.length);
    return access.kind === 'operator'
      ? this.operators.authenticate(token)
      : this.users.authenticate(token, tenantNames(request));
  }
}

function isBearer(authorization: string | undefined): authorization is string {
  return authorization !== undefined && authorization.slice(0, SCHEME.length).toLowerCase() === SCHEME;
}
