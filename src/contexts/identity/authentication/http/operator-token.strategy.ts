import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-jwt';
import type { Authentication } from '#libs/http';
import {
  OperatorAuthenticationService,
  type SignedInOperator,
} from '../../operators/application/operator-authentication.service.js';
import { OperatorTokenService, type TokenClaims } from '../../sessions/application/access-token.service.js';
import { bearerToken } from './bearer-credential.js';
import { authenticateBy } from './passport-attempt.js';

/** Operators by access token. */
@Injectable()
export class OperatorTokenStrategy extends PassportStrategy(Strategy, 'operator-token') {
  constructor(
    private readonly tokens: OperatorTokenService,
    private readonly operators: OperatorAuthenticationService,
  ) {
    super({ ...tokens.verification, jwtFromRequest: bearerToken, passReqToCallback: true });
  }

  /** Without passport where the token was verified lately. @throws 401 `auth.invalid_token` */
  identify(token: string, request: FastifyRequest): Promise<Authentication> {
    const known = this.tokens.remembered(token);
    return known ? this.operators.authenticate(known) : authenticateBy(this, request);
  }

  /** Called with the content of a token that passport-jwt has verified. */
  validate(request: FastifyRequest, claims: TokenClaims): Promise<SignedInOperator> {
    return this.operators.authenticate(this.tokens.remember(bearerToken(request)!, claims));
  }
}
