import { ExpiredTokensService } from './application/expired-tokens.service.js';
import { MailedTokenService } from './application/mailed-token.service.js';
import { DeleteExpiredTokensJob } from './jobs/delete-expired-tokens.job.js';

export const mailedTokens = {
  controllers: [],
  providers: [DeleteExpiredTokensJob, ExpiredTokensService, MailedTokenService],
};
