import { Global, Module } from '@nestjs/common';
import { TenancyModule } from '#contexts/tenancy';
import { Authenticator } from '#libs/http';
import { OperatorTokens, UserTokens } from './sessions/application/access-tokens.js';
import { AssignmentService } from './people/application/assignment.service.js';
import { AuditLogService } from './audit-log/application/audit-log.service.js';
import { DeviceTokens } from './sign-in/application/device-tokens.js';
import { FirstAdminService } from './people/application/first-admin.service.js';
import { MeService } from './people/application/me.service.js';
import { NewPasswords } from './passwords/application/new-passwords.js';
import { OperatorAuthentication } from './operators/application/operator-authentication.js';
import { OperatorSessions } from './operators/application/operator-sessions.js';
import { OperatorSignInService } from './operators/application/operator-sign-in.service.js';
import { OperatorService } from './operators/application/operator.service.js';
import { PasswordCheck } from './sign-in/application/password-check.js';
import { PasswordHasher } from './passwords/application/password-hasher.js';
import { RefreshOutcome } from './sign-in/application/refresh-outcome.js';
import { RefreshService } from './sign-in/application/refresh.service.js';
import { SignInDoors } from './sign-in/application/sign-in-doors.js';
import { SignInQueue } from './sign-in/application/sign-in-queue.js';
import { SignInThrottle } from './sign-in/application/sign-in-throttle.js';
import { SignInService } from './sign-in/application/sign-in.service.js';
import { SignOutService } from './sign-in/application/sign-out.service.js';
import { TeamService } from './teams/application/team.service.js';
import { TenantNaming } from './sign-in/application/tenant-naming.js';
import { UserAccess } from './people/application/user-access.js';
import { UserActivationService } from './people/application/user-activation.service.js';
import { UserAuthentication } from './sign-in/application/user-authentication.js';
import { UserDirectory } from './people/application/user-directory.js';
import { UserRightsService } from './people/application/user-rights.service.js';
import { UserSessions } from './sign-in/application/user-sessions.js';
import { UserService } from './people/application/user.service.js';
import { AuditLogController } from './audit-log/http/audit-log.controller.js';
import { AuthController } from './sign-in/http/auth.controller.js';
import { MeController } from './people/http/me.controller.js';
import { OperatorAuthController } from './sign-in/http/operator-auth.controller.js';
import { PermissionController } from './people/http/permission.controller.js';
import { TeamController } from './teams/http/team.controller.js';
import { TokenAuthenticator } from './sign-in/http/token-authenticator.js';
import { UserController } from './people/http/user.controller.js';
import { IdentityFacade } from './identity.facade.js';

const signIn = [
  DeviceTokens,
  OperatorSessions,
  OperatorSignInService,
  OperatorTokens,
  PasswordCheck,
  PasswordHasher,
  RefreshOutcome,
  RefreshService,
  SignInDoors,
  SignInQueue,
  SignInService,
  SignInThrottle,
  SignOutService,
  UserSessions,
  UserTokens,
];
const authentication = [
  OperatorAuthentication,
  TenantNaming,
  UserAuthentication,
  { provide: Authenticator, useClass: TokenAuthenticator },
];
const people = [
  AssignmentService,
  AuditLogService,
  FirstAdminService,
  MeService,
  NewPasswords,
  OperatorService,
  TeamService,
  UserAccess,
  UserActivationService,
  UserDirectory,
  UserRightsService,
  UserService,
];

/** Global for the sake of Authenticator, which libs/http asks for. */
@Global()
@Module({
  imports: [TenancyModule],
  controllers: [
    AuthController,
    MeController,
    UserController,
    PermissionController,
    TeamController,
    AuditLogController,
    OperatorAuthController,
  ],
  providers: [IdentityFacade, ...signIn, ...authentication, ...people],
  exports: [IdentityFacade, Authenticator],
})
export class IdentityModule {}
