import { Injectable } from '@nestjs/common';
import { runInTenant } from '#libs/request-context';
import { PasswordCheckService, type SignInAttempt } from './password-check.service.js';
import type { TokenPair } from '../../sessions/application/session-chain.js';
import { SignInTargetService } from './sign-in-target.service.js';
import { SignInQueueService, type Credentials } from './sign-in-queue.service.js';
import { TenantNamingService, type TenantAccess, type TenantNames } from './tenant-naming.service.js';
import { UserSignInService } from './user-sign-in.service.js';

export interface SignInResult extends TokenPair {
  readonly deviceToken: string;
}

/** Signs users in by password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly naming: TenantNamingService,
    private readonly queue: SignInQueueService,
    private readonly targets: SignInTargetService,
    private readonly passwords: PasswordCheckService,
    private readonly users: UserSignInService,
  ) {}

  /** An unknown tenant, or names that disagree, are refused like a wrong password. */
  signIn(names: TenantNames, credentials: Credentials): Promise<SignInResult> {
    return this.queue.signIn(credentials, async (attempt) => {
      const { name, tenant } = await this.naming.resolve(names);
      if (tenant) return this.signInTo(this.naming.accessTo(tenant), credentials.email, attempt);
      await this.passwords.check(this.targets.unknownTenant(name, credentials.email), attempt);
      throw new Error('A user was found in a tenant that does not exist.');
    });
  }

  private signInTo({ tenant, refusal }: TenantAccess, email: string, attempt: SignInAttempt): Promise<SignInResult> {
    return runInTenant(tenant, 'sign-in', async () => {
      if (refusal) {
        await this.passwords.check(this.targets.userOfClosed(tenant, email), attempt);
        throw refusal;
      }
      return this.users.proceed(await this.passwords.check(this.targets.user(tenant, email), attempt));
    });
  }
}
