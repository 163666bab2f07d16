import { MeService } from './application/me.service.js';
import { OwnPasswordService } from './application/own-password.service.js';
import { OwnSessionsService } from './application/own-sessions.service.js';
import { PasswordConfirmationService } from './application/password-confirmation.service.js';
import { RenewedSignInService } from './application/renewed-sign-in.service.js';
import { MeController } from './http/me.controller.js';
import { OwnSessionController } from './http/own-session.controller.js';

export const me = {
  controllers: [MeController, OwnSessionController],
  providers: [MeService, OwnPasswordService, OwnSessionsService, PasswordConfirmationService, RenewedSignInService],
};
