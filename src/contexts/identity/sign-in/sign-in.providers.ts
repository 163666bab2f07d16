import { SignInQueue } from './application/sign-in-queue.js';
import { RefreshOutcome } from './application/refresh-outcome.js';
import { OperatorSignInService } from './application/operator-sign-in.service.js';
import { DeviceTokens } from './application/device-tokens.js';
import { Authenticator } from '#libs/http';
import { PasswordCheck } from './application/password-check.js';
import { RefreshService } from './application/refresh.service.js';
import { SignInDoors } from './application/sign-in-doors.js';
import { SignInThrottle } from './application/sign-in-throttle.js';
import { SignInService } from './application/sign-in.service.js';
import { SignOutService } from './application/sign-out.service.js';
import { TenantNaming } from './application/tenant-naming.js';
import { UserAuthentication } from './application/user-authentication.js';
import { UserSessions } from './application/user-sessions.js';
import { AuthController } from './http/auth.controller.js';
import { OperatorAuthController } from './http/operator-auth.controller.js';
import { TokenAuthenticator } from './http/token-authenticator.js';

export const signIn = {
  controllers: [AuthController, OperatorAuthController],
  providers: [
    SignInQueue,
    RefreshOutcome,
    OperatorSignInService,
    DeviceTokens,
    PasswordCheck,
    RefreshService,
    SignInDoors,
    SignInThrottle,
    SignInService,
    SignOutService,
    TenantNaming,
    UserAuthentication,
    UserSessions,
    { provide: Authenticator, useClass: TokenAuthenticator },
  ],
};
