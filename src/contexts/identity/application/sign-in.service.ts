import { Injectable } from '@nestjs/common';
import { TenancyFacade, type RegisteredTenant } from '#contexts/tenancy';
import { Clock, DomainError } from '#libs/kernel';
import { currentContext, runInContext } from '#libs/request-context';
import type { SignInPlace } from '../domain/session-life.js';
import { OperatorSessions } from './operator-sessions.js';
import { PasswordCheck } from './password-check.js';
import type { TokenPair } from './session-chain.js';
import { SignInDoors } from './sign-in-doors.js';
import { UserSessions } from './user-sessions.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Lets people in who know their password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly tenancy: TenancyFacade,
    private readonly doors: SignInDoors,
    private readonly passwords: PasswordCheck,
    private readonly users: UserSessions,
    private readonly operators: OperatorSessions,
    private readonly clock: Clock,
  ) {}

  /** @param tenant undefined where the named one does not exist, which is answered like a wrong password */
  async signIn(
    slug: string,
    tenant: RegisteredTenant | undefined,
    { email, password }: Credentials,
  ): Promise<TokenPair> {
    if (!tenant) {
      await this.passwords.pass(this.doors.nowhere(slug, email), password);
      throw new Error('Somebody was found in a tenant that does not exist.');
    }
    const refusal = this.refusalOf(tenant);
    // Says nothing of any account, and its rows may not be readable just now.
    if (refusal?.kind === 'unavailable') throw refusal;
    return runInContext({ ...currentContext(), tenant }, async () => {
      const { principal, newHash } = await this.passwords.pass(this.doors.tenant(tenant, email), password);
      if (refusal) throw refusal;
      return this.users.start(principal, this.place(), newHash);
    });
  }

  async signInOperator({ email, password }: Credentials): Promise<TokenPair> {
    const { principal, newHash } = await this.passwords.pass(this.doors.operators(email), password);
    return this.operators.start(principal, this.place(), newHash);
  }

  private refusalOf(tenant: RegisteredTenant): DomainError | undefined {
    try {
      this.tenancy.assertOpen(tenant);
      return undefined;
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }

  private place(): SignInPlace {
    const { ip, userAgent } = currentContext();
    return { at: this.clock.now(), ip, userAgent };
  }
}
