import { Global, Module, type Provider, type Type } from '@nestjs/common';
import { FilesModule } from '#contexts/files';
import { TenancyFacade, TenancyModule, TenantPlansFacade } from '#contexts/tenancy';
import { activeUsers, anyColleague } from './people/application/user.queries.js';
import { Authenticator } from '#libs/http';
import { KnownDevices } from '#libs/limits';
import { authentication } from './authentication/authentication.providers.js';
import { apiKeys } from './api-keys/api-keys.providers.js';
import { auditLog } from './audit-log/audit-log.providers.js';
import { emailVerification } from './email-verification/email-verification.providers.js';
import { FirstAdminsFacade } from './first-admins.facade.js';
import { IdentityFacade } from './identity.facade.js';
import { impersonation } from './impersonation/impersonation.providers.js';
import { invitations } from './invitations/invitations.providers.js';
import { mailedTokens } from './mailed-tokens/mailed-tokens.providers.js';
import { me } from './me/me.providers.js';
import { operatorAccount } from './operator-account/operator-account.providers.js';
import { OperatorsFacade } from './operators.facade.js';
import { operators } from './operators/operators.providers.js';
import { passwordReset } from './password-reset/password-reset.providers.js';
import { passwords } from './passwords/passwords.providers.js';
import { people } from './people/people.providers.js';
import { sessions } from './sessions/sessions.providers.js';
import { SignInsFacade } from './sign-ins.facade.js';
import { signIn } from './sign-in/sign-in.providers.js';
import { twoFactor } from './two-factor/two-factor.providers.js';
import { twoFactorEnrolment } from './two-factor-enrolment/two-factor-enrolment.providers.js';
import { signUp } from './sign-up/sign-up.providers.js';
import { StoredSecretsFacade } from './stored-secrets.facade.js';
import { teams } from './teams/teams.providers.js';

// in the order of the chapters of the API document
const rooms = [
  signUp,
  signIn,
  twoFactorEnrolment,
  passwordReset,
  emailVerification,
  me,
  people,
  invitations,
  teams,
  apiKeys,
  auditLog,
  operators,
  operatorAccount,
  impersonation,
  sessions,
  passwords,
  twoFactor,
  mailedTokens,
  authentication,
];

/** Global because libs/http injects Authenticator, and libs/limits KnownDevices. */
@Global()
@Module({
  imports: [TenancyModule, FilesModule],
  controllers: rooms.flatMap(({ controllers }): Type[] => controllers),
  providers: [
    IdentityFacade,
    FirstAdminsFacade,
    OperatorsFacade,
    SignInsFacade,
    StoredSecretsFacade,
    ...rooms.flatMap(({ providers }): Provider[] => providers),
  ],
  exports: [
    IdentityFacade,
    FirstAdminsFacade,
    OperatorsFacade,
    SignInsFacade,
    StoredSecretsFacade,
    Authenticator,
    KnownDevices,
  ],
})
export class IdentityModule {
  constructor(tenancy: TenancyFacade, plans: TenantPlansFacade) {
    tenancy.addOnboardingStep('invited_colleague', anyColleague);
    plans.setCount('users', activeUsers);
  }
}
