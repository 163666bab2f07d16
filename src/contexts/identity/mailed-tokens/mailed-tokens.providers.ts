import { MailedTokenService } from './application/mailed-token.service.js';

export const mailedTokens = { controllers: [], providers: [MailedTokenService] };
