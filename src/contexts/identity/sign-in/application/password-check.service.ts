import { Injectable } from '@nestjs/common';
import { refuse } from '#libs/kernel';
import { currentContext } from '#libs/request-context';
import { invalidCredentials } from '../../sessions/domain/auth.errors.js';
import { DeviceTokenService, isDeviceFor, isDeviceOf, type KnownDevice } from './device-token.service.js';
import { PasswordHasherService } from '../../passwords/application/password-hasher.service.js';
import type { Principal } from '../../sessions/application/session-chain.js';
import { SignInThrottleService, type Attempt } from './sign-in-throttle.service.js';

/** The stored credentials of a user or an operator. */
interface StoredPrincipal {
  readonly id: string;
  readonly password_hash: string;
  readonly is_active: boolean;
  readonly auth_version: number;
  /** Absent for operators. */
  readonly must_change_password?: boolean;
  readonly two_factor_enabled?: boolean;
}

/** The account that a sign-in is for, and how a refusal is recorded. */
export interface SignInTarget {
  /** The same name for the same account, also for one that does not exist. */
  readonly account: string;
  /** As it is called by tokens of devices that an earlier release issued. */
  readonly formerAccount?: string;
  find(): Promise<StoredPrincipal | undefined>;
  refused(principalId: string | undefined, isLocked: boolean): Promise<void>;
}

export interface Passed {
  readonly principal: Principal;
  /** To be stored instead of a hash that was made with older parameters. */
  readonly newHash: string | null;
  /** For the client to store, so that the device is known next time. */
  readonly deviceToken: string;
  /** The password is right, but an administrator has reset it. */
  readonly mustChangePassword: boolean;
  /** The password alone opens no session: a code has to follow. */
  readonly hasSecondFactor: boolean;
  /** What wrong codes count against, as wrong passwords do. */
  readonly attempter: SignInAttempter;
}

/** By names that can be stored until the second step. */
export interface SignInAttempter {
  readonly account: string;
  /** Of a device that was known. */
  readonly deviceId: string | null;
}

export interface SignInAttempt {
  readonly password: string;
  /** The device, by its token. */
  readonly device: KnownDevice | undefined;
}

/** The only way to check a password: the same steps in the same time, whatever is wrong. */
@Injectable()
export class PasswordCheckService {
  constructor(
    private readonly throttle: SignInThrottleService,
    private readonly hasher: PasswordHasherService,
    private readonly devices: DeviceTokenService,
  ) {}

  /** @throws 401 `auth.invalid_credentials`, 429 `auth.too_many_attempts`, 503 `auth.busy` */
  async check(target: SignInTarget, { password, device }: SignInAttempt): Promise<Passed> {
    const names = [target.account, target.formerAccount ?? target.account];
    const claimed = device && names.some((account) => isDeviceFor(device, account)) ? device : undefined;
    const begun = await this.begin(target, claimed);
    const stored = await target.find();
    const known = stored && deviceOf(claimed, stored);
    const attempt = known === claimed ? begun : await this.asStranger(target, begun);
    const isRight = await this.verify(stored?.password_hash, password, attempt);
    if (!isRight || !stored?.is_active) {
      await target.refused(stored?.id, attempt.isLast);
      throw refuse(invalidCredentials);
    }
    const passed = await this.passed(target, password, stored, known);
    // wrong codes would be forgotten with each right password otherwise
    await (passed.hasSecondFactor ? this.throttle.withdrawn(attempt) : this.throttle.succeeded(attempt));
    return passed;
  }

  private async passed(
    { account }: SignInTarget,
    password: string,
    stored: StoredPrincipal,
    known: KnownDevice | undefined,
  ): Promise<Passed> {
    const newHash = this.hasher.isOutdated(stored.password_hash) ? await this.hasher.hash(password) : null;
    const principal = principalOf(stored);
    return {
      principal,
      newHash,
      deviceToken: this.devices.issue(account, principal, known),
      mustChangePassword: stored.must_change_password === true,
      hasSecondFactor: stored.two_factor_enabled === true,
      attempter: { account, deviceId: known?.id ?? null },
    };
  }

  private begin({ account }: SignInTarget, device?: KnownDevice): Promise<Attempt> {
    return this.throttle.begin(device ? { device: device.id } : { account, ip: currentContext().ip });
  }

  /** Counts the attempt as a stranger's: the device was known before the password changed, or to a former owner of the address. */
  private async asStranger(target: SignInTarget, begun: Attempt): Promise<Attempt> {
    await this.throttle.withdrawn(begun);
    return this.begin(target);
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

/** Only for a principal who may sign in; callers check before that it is active. */
function principalOf({ id, auth_version: authVersion }: StoredPrincipal): Principal {
  return { id, isActive: true, authVersion };
}

function deviceOf(claimed: KnownDevice | undefined, stored: StoredPrincipal): KnownDevice | undefined {
  return claimed && isDeviceOf(claimed, principalOf(stored)) ? claimed : undefined;
}
