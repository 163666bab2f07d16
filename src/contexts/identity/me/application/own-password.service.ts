import { LockMode, type EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { atField, refuse } from '#libs/kernel';
import { PasswordRenewalService } from '../../password-reset/application/password-renewal.service.js';
import { UserPasswordHashService } from '../../passwords/application/user-password-hash.service.js';
import { isSamePassword } from '../../passwords/domain/password-policy.js';
import { unchanged } from '../../passwords/domain/password.errors.js';
import { User } from '../../people/domain/user.entity.js';
import type { SignInResult } from '../../sign-in/application/sign-in.service.js';
import { wrongPassword } from '../domain/own-account.errors.js';
import { PasswordConfirmationService, type ConfirmedUser } from './password-confirmation.service.js';
import { RenewedSignInService } from './renewed-sign-in.service.js';

/** The password of whoever asks. */
@Injectable()
export class OwnPasswordService {
  constructor(
    private readonly confirmation: PasswordConfirmationService,
    private readonly passwords: UserPasswordHashService,
    private readonly unitOfWork: UnitOfWork,
    private readonly renewal: PasswordRenewalService,
    private readonly signIns: RenewedSignInService,
  ) {}

  /**
   * Ends all sessions; the result is a new one for whoever asks.
   * @throws 422 `auth.wrong_password` and for a password that is too easy, 429 `auth.too_many_attempts`, 503 `auth.busy`
   */
  async change(currentPassword: string, newPassword: string): Promise<SignInResult> {
    const confirmed = await this.confirmation.confirm(currentPassword);
    if (isSamePassword(newPassword, currentPassword)) throw refuse(atField(unchanged, '/newPassword'));
    const passwordHash = await this.passwords.hash(newPassword, confirmed, '/newPassword');
    const result = await this.unitOfWork.transactional((em) => this.renew(em, confirmed, passwordHash));
    await this.renewal.ended(confirmed.id);
    return result;
  }

  /** Of several changes at once one succeeds: for the others the password is another one by now. */
  private async renew(
    em: EntityManager,
    { id, authVersion }: ConfirmedUser,
    passwordHash: string,
  ): Promise<SignInResult> {
    const user = await em.findOne(User, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!user?.isActive || user.authVersion !== authVersion) throw refuse(wrongPassword);
    await this.renewal.renew(user, passwordHash);
    return this.signIns.start(user);
  }
}
