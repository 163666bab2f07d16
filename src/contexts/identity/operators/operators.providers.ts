import { OperatorAuthenticationService } from './application/operator-authentication.service.js';
import { OperatorSessionService } from './application/operator-session.service.js';
import { OperatorService } from './application/operator.service.js';

export const operators = {
  controllers: [],
  providers: [OperatorAuthenticationService, OperatorSessionService, OperatorService],
};
