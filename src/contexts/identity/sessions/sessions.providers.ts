import { OperatorTokenService } from './application/access-token.service.js';
import { ClosedTenantService } from './application/closed-tenant.service.js';
import { FreshSignInService } from './application/fresh-sign-in.service.js';
import { UserTokenService } from './application/access-token.service.js';

export const sessions = {
  controllers: [],
  providers: [ClosedTenantService, FreshSignInService, OperatorTokenService, UserTokenService],
};
