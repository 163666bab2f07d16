import { OwnTwoFactorService } from './application/own-two-factor.service.js';
import { TwoFactorEnrolmentService } from './application/two-factor-enrolment.service.js';
import { TwoFactorStateService } from './application/two-factor-state.service.js';
import { UserTwoFactorService } from './application/user-two-factor.service.js';
import { OwnTwoFactorController } from './http/own-two-factor.controller.js';
import { UserTwoFactorController } from './http/user-two-factor.controller.js';

export const twoFactorEnrolment = {
  controllers: [OwnTwoFactorController, UserTwoFactorController],
  providers: [OwnTwoFactorService, TwoFactorEnrolmentService, TwoFactorStateService, UserTwoFactorService],
};
