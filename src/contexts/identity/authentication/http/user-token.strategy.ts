import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-jwt';
import type { Authentication } from '#libs/http';
import { UserTokenService, type TokenClaims } from '../../sessions/application/access-token.service.js';
import { tenantNames } from '../../sign-in/http/tenant-names.js';
import type { SignedInUser } from '../application/live-caller.js';
import { UserAuthenticationService } from '../application/user-authentication.service.js';
import { bearerToken } from './bearer-credential.js';
import { authenticateBy } from './passport-attempt.js';

/** Users by access token. */
@Injectable()
export class UserTokenStrategy extends PassportStrategy(Strategy, 'user-token') {
  constructor(
    private readonly tokens: UserTokenService,
    private readonly users: UserAuthenticationService,
  ) {
    super({ ...tokens.verification, jwtFromRequest: bearerToken, passReqToCallback: true });
  }

  /** Without passport where the token was verified lately. @throws 401 `auth.invalid_token` */
  identify(token: string, request: FastifyRequest): Authentication | Promise<Authentication> {
    const known = this.tokens.remembered(token);
    return known ? this.users.authenticate(known, tenantNames(request)) : authenticateBy(this, request);
  }

  /** Called with the content of a token that passport-jwt has verified. */
  validate(request: FastifyRequest, claims: TokenClaims): SignedInUser | Promise<SignedInUser> {
    const known = this.tokens.remember(bearerToken(request)!, claims);
    return this.users.authenticate(known, tenantNames(request));
  }
}
