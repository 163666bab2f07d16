import { OperatorAuthentication } from './application/operator-authentication.js';
import { OperatorSessions } from './application/operator-sessions.js';
import { OperatorService } from './application/operator.service.js';

export const operators = {
  controllers: [],
  providers: [OperatorAuthentication, OperatorSessions, OperatorService],
};
