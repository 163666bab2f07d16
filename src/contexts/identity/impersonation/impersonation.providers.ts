import { ImpersonatedSessionService } from './application/impersonated-session.service.js';
import { ImpersonationEndService } from './application/impersonation-end.service.js';
import { ImpersonationSessionService } from './application/impersonation-session.service.js';
import { ImpersonationService } from './application/impersonation.service.js';
import { ImpersonationController } from './http/impersonation.controller.js';

export const impersonation = {
  controllers: [ImpersonationController],
  providers: [ImpersonatedSessionService, ImpersonationEndService, ImpersonationSessionService, ImpersonationService],
};
