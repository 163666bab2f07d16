import { OperatorAuthenticationService } from './application/operator-authentication.service.js';
import { OperatorResetService } from './application/operator-reset.service.js';
import { OperatorSessionService } from './application/operator-session.service.js';
import { OperatorService } from './application/operator.service.js';
import { OperatorController } from './http/operator.controller.js';

export const operators = {
  controllers: [OperatorController],
  providers: [OperatorAuthenticationService, OperatorResetService, OperatorSessionService, OperatorService],
};
