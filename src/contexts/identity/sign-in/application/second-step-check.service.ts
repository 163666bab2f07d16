import { Injectable } from '@nestjs/common';
import { DomainError, refuse } from '#libs/kernel';
import { currentContext } from '#libs/request-context';
import type { Principal, TokenPair } from '../../sessions/application/session-chain.js';
import {
  TwoFactorSecretService,
  type FactorOwner,
  type ReadCode,
} from '../../two-factor/application/two-factor-secret.service.js';
import { invalidPendingToken, wrongSecondStep } from '../../two-factor/domain/two-factor.errors.js';
import { DeviceTokenService } from './device-token.service.js';
import type { SignInAttempter } from './password-check.service.js';
import { SignInThrottleService, type Attempt } from './sign-in-throttle.service.js';
import type { SignInResult } from './sign-in.service.js';

/** A sign-in whose password was right, of a user or an operator. */
export interface SecondStep {
  readonly attempter: SignInAttempter;
  readonly principal: Principal;
  readonly owner: FactorOwner;
  /** False once it has had all of its tries, also those that are under way. */
  countTry(): Promise<boolean>;
  /** Uses up the code and the pending sign-in, and opens the session. @throws 401 `auth.wrong_code` where either was used before */
  open(code: ReadCode): Promise<TokenPair>;
  refused(isLocked: boolean): Promise<void>;
}

/** The only way to check a code at sign-in. Each try counts before it is made, so that many at once are no more than one after the other. */
@Injectable()
export class SecondStepCheckService {
  constructor(
    private readonly throttle: SignInThrottleService,
    private readonly secrets: TwoFactorSecretService,
    private readonly devices: DeviceTokenService,
  ) {}

  /** @throws 401 `auth.invalid_pending_token`, `auth.wrong_code`, 429 `auth.too_many_attempts` */
  async check(step: SecondStep, text: string): Promise<SignInResult> {
    if (!(await step.countTry())) throw refuse(invalidPendingToken);
    const attempt = await this.begin(step.attempter);
    const tokens = await this.tokens(step, text, attempt.isLast);
    await this.throttle.succeeded(attempt);
    return { ...tokens, deviceToken: this.deviceToken(step) };
  }

  private async tokens(step: SecondStep, text: string, isLocked: boolean): Promise<TokenPair> {
    try {
      const code = this.secrets.read(step.owner, text);
      if (!code) throw refuse(wrongSecondStep);
      return await step.open(code);
    } catch (error) {
      if (error instanceof DomainError && error.code === wrongSecondStep.code) await step.refused(isLocked);
      throw error;
    }
  }

  private begin({ account, deviceId }: SignInAttempter): Promise<Attempt> {
    return this.throttle.begin(deviceId === null ? { account, ip: currentContext().ip } : { device: deviceId });
  }

  private deviceToken({ attempter: { account, deviceId }, principal }: SecondStep): string {
    return this.devices.issue(account, principal, deviceId === null ? undefined : { id: deviceId });
  }
}
