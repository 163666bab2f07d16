import { Global, Module } from '@nestjs/common';
import { TenancyModule } from '#contexts/tenancy';
import { Authenticator } from '#libs/http';
import { OperatorTokens, UserTokens } from './application/access-tokens.js';
import { AssignmentService } from './application/assignment.service.js';
import { AuditLogService } from './application/audit-log.service.js';
import { DeviceTokens } from './application/device-tokens.js';
import { FirstAdminService } from './application/first-admin.service.js';
import { MeService } from './application/me.service.js';
import { NewPasswords } from './application/new-passwords.js';
import { OperatorAuthentication } from './application/operator-authentication.js';
import { OperatorSessions } from './application/operator-sessions.js';
import { OperatorSignInService } from './application/operator-sign-in.service.js';
import { OperatorService } from './application/operator.service.js';
import { PasswordCheck } from './application/password-check.js';
import { PasswordHasher } from './application/password-hasher.js';
import { RefreshOutcome } from './application/refresh-outcome.js';
import { RefreshService } from './application/refresh.service.js';
import { SignInDoors } from './application/sign-in-doors.js';
import { SignInQueue } from './application/sign-in-queue.js';
import { SignInThrottle } from './application/sign-in-throttle.js';
import { SignInService } from './application/sign-in.service.js';
import { SignOutService } from './application/sign-out.service.js';
import { TeamService } from './application/team.service.js';
import { TenantNaming } from './application/tenant-naming.js';
import { UserAccess } from './application/user-access.js';
import { UserActivationService } from './application/user-activation.service.js';
import { UserAuthentication } from './application/user-authentication.js';
import { UserDirectory } from './application/user-directory.js';
import { UserRightsService } from './application/user-rights.service.js';
import { UserSessions } from './application/user-sessions.js';
import { UserService } from './application/user.service.js';
import { AuditLogController } from './http/audit-log.controller.js';
import { AuthController } from './http/auth.controller.js';
import { MeController } from './http/me.controller.js';
import { OperatorAuthController } from './http/operator-auth.controller.js';
import { PermissionController } from './http/permission.controller.js';
import { TeamController } from './http/team.controller.js';
import { TokenAuthenticator } from './http/token-authenticator.js';
import { UserController } from './http/user.controller.js';
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
