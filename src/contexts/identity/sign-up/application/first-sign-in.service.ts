import { Injectable, Logger } from '@nestjs/common';
import type { RegisteredTenant } from '#contexts/tenancy';
import { auditStatement } from '#libs/audit';
import type { Statement } from '#libs/database';
import { Clock } from '#libs/kernel';
import { runInTenant } from '#libs/request-context';
import { normalEmail } from '../../people/domain/user.entity.js';
import { VerificationMailService } from '../../email-verification/application/verification-mail.service.js';
import { DeviceTokenService } from '../../sign-in/application/device-token.service.js';
import { signInPlace } from '../../sign-in/application/sign-in-place.js';
import type { SignInResult } from '../../sign-in/application/sign-in.service.js';
import { UserSessionService } from '../../sign-in/application/user-session.service.js';

export interface SignedUp {
  readonly id: string;
  readonly email: string;
}

/** What comes with a new account, to be written in the transaction that opens it: the sign-in, and the mail with the link that verifies the address. */
@Injectable()
export class FirstSignInService {
  private readonly logger = new Logger('SignUp');

  constructor(
    private readonly sessions: UserSessionService,
    private readonly devices: DeviceTokenService,
    private readonly mails: VerificationMailService,
    private readonly clock: Clock,
  ) {}

  /** With the audit entries of the sign-up. Call {@link committed} after the commit. */
  prepare(
    tenant: RegisteredTenant,
    { id, email }: SignedUp,
  ): { readonly result: SignInResult; readonly statements: readonly Statement[] } {
    return runInTenant(tenant, 'sign-up', () => {
      const user = { id, isActive: true, authVersion: 1 };
      const { tokens, statements } = this.sessions.first(user, signInPlace(this.clock));
      const deviceToken = this.devices.issue(`${tenant.slug}/${normalEmail(email)}`, user);
      const mail = this.mails.statements({ id, email: normalEmail(email) });
      return { result: { ...tokens, deviceToken }, statements: [...statements, ...mail, ...auditsOf(tenant, id)] };
    });
  }

  /** Has the mail sent at once. Should that fail, it is sent at the next tick. */
  async committed(tenant: RegisteredTenant): Promise<void> {
    await runInTenant(tenant, 'sign-up', () => this.mails.announce()).catch((error: unknown) =>
      this.logger.warn(`The first mail of ${tenant.slug} is sent later: ${String(error)}`),
    );
  }
}

/** In the tenant's own log and in that of the platform. */
function auditsOf({ id, slug, name, schema }: RegisteredTenant, userId: string): Statement[] {
  const entry = { action: 'sign_up', resourceType: 'tenant', resourceId: id, userId, after: { slug, name } };
  return [auditStatement(schema, [entry]), auditStatement('public', [entry])];
}
