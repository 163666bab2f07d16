import { OwnTwoFactorService } from './application/own-two-factor.service.js';
import { TwoFactorEnrolmentService } from './application/two-factor-enrolment.service.js';
import { OwnTwoFactorController } from './http/own-two-factor.controller.js';

export const twoFactorEnrolment = {
  controllers: [OwnTwoFactorController],
  providers: [OwnTwoFactorService, TwoFactorEnrolmentService],
};
