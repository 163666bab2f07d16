import { ForgottenPasswordService } from './application/forgotten-password.service.js';
import { PasswordRenewalService } from './application/password-renewal.service.js';
import { PasswordResetMailService } from './application/password-reset-mail.service.js';
import { PasswordResetService } from './application/password-reset.service.js';
import { UserPasswordService } from './application/user-password.service.js';
import { PasswordResetController } from './http/password-reset.controller.js';
import { UserPasswordController } from './http/user-password.controller.js';
import { OnPasswordResetRequestedSubscriber } from './subscribers/on-password-reset-requested.subscriber.js';

export const passwordReset = {
  controllers: [PasswordResetController, UserPasswordController],
  providers: [
    ForgottenPasswordService,
    PasswordRenewalService,
    PasswordResetMailService,
    PasswordResetService,
    UserPasswordService,
    OnPasswordResetRequestedSubscriber,
  ],
};
