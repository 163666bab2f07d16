import { OperatorTokenService } from './application/access-token.service.js';
import { UserTokenService } from './application/access-token.service.js';

export const sessions = {
  controllers: [],
  providers: [OperatorTokenService, UserTokenService],
};
