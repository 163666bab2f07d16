import { OperatorTokens } from './application/access-tokens.js';
import { UserTokens } from './application/access-tokens.js';

export const sessions = {
  controllers: [],
  providers: [OperatorTokens, UserTokens],
};
