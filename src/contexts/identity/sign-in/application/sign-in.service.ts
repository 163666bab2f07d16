import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { currentContext, runInContext } from '#libs/request-context';
import { PasswordCheck, type Knock } from './password-check.js';
import type { TokenPair } from '../../sessions/application/session-chain.js';
import { SignInDoors } from './sign-in-doors.js';
import { signInPlace } from './sign-in-place.js';
import { SignInQueue, type Credentials } from './sign-in-queue.js';
import { TenantNaming, type OpenTo, type TenantNames } from './tenant-naming.js';
import { UserSessions } from './user-sessions.js';

export interface SignInResult extends TokenPair {
  readonly deviceToken: string;
}

/** Lets people in who know their password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly naming: TenantNaming,
    private readonly queue: SignInQueue,
    private readonly doors: SignInDoors,
    private readonly passwords: PasswordCheck,
    private readonly users: UserSessions,
    private readonly clock: Clock,
  ) {}

  /** A tenant that does not exist, or names that disagree, are answered like a wrong password. */
  signIn(names: TenantNames, credentials: Credentials): Promise<SignInResult> {
    return this.queue.signIn(credentials, async (knock) => {
      const { name, tenant } = await this.naming.meant(names);
      if (tenant) return this.signInTo(this.naming.openTo(tenant), credentials.email, knock);
      await this.passwords.pass(this.doors.nowhere(name, credentials.email), knock);
      throw new Error('Somebody was found in a tenant that does not exist.');
    });
  }

  private signInTo({ tenant, refusal }: OpenTo, email: string, knock: Knock): Promise<SignInResult> {
    return runInContext({ ...currentContext(), tenant }, async () => {
      const passed = await this.passwords.pass(this.doors.tenant(tenant, email), knock);
      if (refusal) throw refusal;
      const tokens = await this.users.start(passed.principal, signInPlace(this.clock), passed.newHash);
      return { ...tokens, deviceToken: passed.deviceToken };
    });
  }
}
