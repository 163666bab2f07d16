import { FirstSignInService } from './application/first-sign-in.service.js';
import { SignUpThrottleService } from './application/sign-up-throttle.service.js';
import { SignUpService } from './application/sign-up.service.js';
import { SignUpController } from './http/sign-up.controller.js';

export const signUp = {
  controllers: [SignUpController],
  providers: [FirstSignInService, SignUpService, SignUpThrottleService],
};
