import { OperatorTokenService } from './application/access-token.service.js';
import { ClosedTenantService } from './application/closed-tenant.service.js';
import { UserTokenService } from './application/access-token.service.js';

export const sessions = {
  controllers: [],
  providers: [ClosedTenantService, OperatorTokenService, UserTokenService],
};
