import { EmailVerificationService } from './application/email-verification.service.js';
import { OwnEmailService } from './application/own-email.service.js';
import { VerificationLinkService } from './application/verification-link.service.js';
import { VerificationMailService } from './application/verification-mail.service.js';
import { OwnEmailController } from './http/own-email.controller.js';
import { VerifyEmailController } from './http/verify-email.controller.js';

export const emailVerification = {
  controllers: [OwnEmailController, VerifyEmailController],
  providers: [EmailVerificationService, OwnEmailService, VerificationLinkService, VerificationMailService],
};
