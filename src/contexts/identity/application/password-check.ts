import { Injectable } from '@nestjs/common';
import { currentContext } from '#libs/request-context';
import { invalidCredentials } from '../domain/auth.errors.js';
import { PasswordHasher } from './password-hasher.js';
import type { Principal } from './session-chain.js';
import { SignInThrottle, type Attempt } from './sign-in-throttle.js';

/** What is stored of whoever wants to sign in. */
interface StoredPrincipal {
  readonly id: string;
  readonly password_hash: string;
  readonly is_active: boolean;
  readonly auth_version: number;
}

/** Where somebody knocks: who could be meant, and who is told of a refusal. */
export interface Door {
  /** The same name for the same account, also for one that does not exist. */
  readonly account: string;
  find(): Promise<StoredPrincipal | undefined>;
  refused(principalId: string | undefined, isLocked: boolean): Promise<void>;
}

export interface Passed {
  readonly principal: Principal;
  /** To be stored instead of a hash that was made with older parameters. */
  readonly newHash: string | null;
}

/** The one way to find out whether a password is right: the same steps in the same time, whatever is wrong. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly throttle: SignInThrottle,
    private readonly hasher: PasswordHasher,
  ) {}

  /** @throws 401 `auth.invalid_credentials`, 429 `auth.too_many_attempts`, 503 `auth.busy` */
  async pass(door: Door, password: string): Promise<Passed> {
    const attempt = await this.throttle.begin(door.account, currentContext().ip);
    const stored = await door.find();
    const isRight = await this.verify(stored?.password_hash, password, attempt);
    if (!isRight || !stored?.is_active) {
      await door.refused(stored?.id, attempt.isLast);
      throw invalidCredentials();
    }
    await this.throttle.succeeded(attempt);
    const newHash = this.hasher.isOutdated(stored.password_hash) ? await this.hasher.hash(password) : null;
    return { principal: { id: stored.id, isActive: true, authVersion: stored.auth_version }, newHash };
  }

  private async verify(hash: string | undefined, password: string, attempt: Attempt): Promise<boolean> {
    try {
      return await this.hasher.verify(hash, password);
    } catch (error) {
      await this.throttle.withdrawn(attempt);
      throw error;
    }
  }
}
