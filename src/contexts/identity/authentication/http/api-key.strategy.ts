import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { clientAddress, type Authentication } from '#libs/http';
import { tenantNames } from '../../sign-in/http/tenant-names.js';
import { ApiKeyAuthenticationService } from '../application/api-key-authentication.service.js';
import type { SignedInUser } from '../application/live-caller.js';
import { bearerCredential } from './bearer-credential.js';
import { BearerStrategy } from './bearer-strategy.js';
import { authenticateBy } from './passport-attempt.js';

/** Programs by API key. */
@Injectable()
export class ApiKeyStrategy extends PassportStrategy(BearerStrategy, 'api-key') {
  constructor(private readonly keys: ApiKeyAuthenticationService) {
    super();
  }

  /** Without passport where the key was found valid in the last seconds. @throws 401 `auth.invalid_token` */
  identify(key: string, request: FastifyRequest): Authentication | Promise<Authentication> {
    return this.keys.remembered(key, tenantNames(request)) ?? authenticateBy(this, request);
  }

  validate(request: FastifyRequest): Promise<SignedInUser> {
    return this.keys.authenticate(bearerCredential(request)!, tenantNames(request), clientAddress(request));
  }
}
