import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authenticator, type Access, type Authentication } from '#libs/http';
import { API_KEY_PREFIX } from '../../api-keys/application/api-key-secret.js';
import { ApiKeyStrategy } from './api-key.strategy.js';
import { assertNoCredentialInUrl, bearerCredential } from './bearer-credential.js';
import { OperatorTokenStrategy } from './operator-token.strategy.js';
import { UserTokenStrategy } from './user-token.strategy.js';

const nobody: Authentication = { actor: { kind: 'anonymous' } };

/** Identifies the caller of each request. Public routes ignore the credential, because a client that signs in may still send an old one. */
@Injectable()
export class BearerAuthenticator extends Authenticator {
  constructor(
    private readonly users: UserTokenStrategy,
    private readonly programs: ApiKeyStrategy,
    private readonly operators: OperatorTokenStrategy,
  ) {
    super();
  }

  authenticate(request: FastifyRequest, access: Access): Authentication | Promise<Authentication> {
    assertNoCredentialInUrl(request.raw.url!);
    const credential = bearerCredential(request);
    if (access.kind === 'public' || credential === undefined) return nobody;
    if (access.kind === 'operator') return this.operators.identify(credential, request);
    const strategy = credential.startsWith(API_KEY_PREFIX) ? this.programs : this.users;
    return strategy.identify(credential, request);
  }
}
