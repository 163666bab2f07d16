import { OperatorPasswordService } from './application/operator-password.service.js';
import { OperatorTwoFactorService } from './application/operator-two-factor.service.js';
import { OwnOperatorService } from './application/own-operator.service.js';
import { OperatorAccountController } from './http/operator-account.controller.js';
import { OperatorTwoFactorController } from './http/operator-two-factor.controller.js';

export const operatorAccount = {
  controllers: [OperatorAccountController, OperatorTwoFactorController],
  providers: [OperatorPasswordService, OperatorTwoFactorService, OwnOperatorService],
};
