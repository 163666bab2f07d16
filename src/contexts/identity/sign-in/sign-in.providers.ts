import { SignInQueueService } from './application/sign-in-queue.service.js';
import { OperatorSecondStepService } from './application/operator-second-step.service.js';
import { PendingOperatorService } from './application/pending-operator.service.js';
import { PendingSignInService } from './application/pending-sign-in.service.js';
import { SecondStepCheckService } from './application/second-step-check.service.js';
import { SecondStepService } from './application/second-step.service.js';
import { UserSignInService } from './application/user-sign-in.service.js';
import { RefreshOutcomeService } from './application/refresh-outcome.service.js';
import { MailedLinkService } from './application/mailed-link.service.js';
import { OperatorSignInService } from './application/operator-sign-in.service.js';
import { DeviceTokenService } from './application/device-token.service.js';
import { PasswordCheckService } from './application/password-check.service.js';
import { RefreshService } from './application/refresh.service.js';
import { SignInTargetService } from './application/sign-in-target.service.js';
import { SignInThrottleService } from './application/sign-in-throttle.service.js';
import { SignInService } from './application/sign-in.service.js';
import { SignOutService } from './application/sign-out.service.js';
import { KnownDevices } from '#libs/limits';
import { KnownDeviceService } from './application/known-device.service.js';
import { TenantNamingService } from './application/tenant-naming.service.js';
import { UserRefreshService } from './application/user-refresh.service.js';
import { UserSessionService } from './application/user-session.service.js';
import { AuthController } from './http/auth.controller.js';
import { OperatorAuthController } from './http/operator-auth.controller.js';

export const signIn = {
  controllers: [AuthController, OperatorAuthController],
  providers: [
    SignInQueueService,
    OperatorSecondStepService,
    PendingOperatorService,
    PendingSignInService,
    SecondStepCheckService,
    SecondStepService,
    UserSignInService,
    RefreshOutcomeService,
    MailedLinkService,
    OperatorSignInService,
    DeviceTokenService,
    { provide: KnownDevices, useClass: KnownDeviceService },
    PasswordCheckService,
    RefreshService,
    SignInTargetService,
    SignInThrottleService,
    SignInService,
    SignOutService,
    TenantNamingService,
    UserRefreshService,
    UserSessionService,
  ],
};
