import { Authenticator } from '#libs/http';
import { ApiKeyAuthenticationService } from './application/api-key-authentication.service.js';
import { ApiKeyLookupService } from './application/api-key-lookup.service.js';
import { UserAuthenticationService } from './application/user-authentication.service.js';
import { ApiKeyStrategy } from './http/api-key.strategy.js';
import { BearerAuthenticator } from './http/bearer.authenticator.js';
import { OperatorTokenStrategy } from './http/operator-token.strategy.js';
import { UserTokenStrategy } from './http/user-token.strategy.js';

export const authentication = {
  controllers: [],
  providers: [
    ApiKeyAuthenticationService,
    ApiKeyLookupService,
    UserAuthenticationService,
    ApiKeyStrategy,
    OperatorTokenStrategy,
    UserTokenStrategy,
    { provide: Authenticator, useClass: BearerAuthenticator },
  ],
};
