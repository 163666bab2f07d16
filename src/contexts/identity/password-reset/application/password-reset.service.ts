import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { MailedTokenService } from '../../mailed-tokens/application/mailed-token.service.js';
import type { TokenHolder } from '../../mailed-tokens/application/mailed-token.queries.js';
import { UserPasswordHashService } from '../../passwords/application/user-password-hash.service.js';
import { User } from '../../people/domain/user.entity.js';
import { MailedLinkService } from '../../sign-in/application/mailed-link.service.js';
import type { TenantNames } from '../../sign-in/application/tenant-naming.service.js';
import { invalidResetToken } from '../domain/password-reset.errors.js';
import { PasswordRenewalService } from './password-renewal.service.js';

const KIND = 'password_reset';

/** Sets a new password by a token that was mailed. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly links: MailedLinkService,
    private readonly tokens: MailedTokenService,
    private readonly passwords: UserPasswordHashService,
    private readonly unitOfWork: UnitOfWork,
    private readonly renewal: PasswordRenewalService,
    private readonly clock: Clock,
  ) {}

  /** A password that is refused leaves the token as it was. @throws 401 `auth.invalid_reset_token`, 422 for a password that is too easy */
  reset(names: TenantNames, token: string, password: string): Promise<void> {
    const link = {
      token: this.tokens.read(KIND, token),
      find: (hash: string) => this.tokens.holder(KIND, hash),
      refusal: invalidResetToken,
    };
    return this.links.follow(names, link, async (holder, hash) => {
      await this.renew(hash, holder, await this.hash(password, holder));
    });
  }

  private hash(password: string, holder: TokenHolder): Promise<string> {
    const { mustChangePassword, passwordHash } = holder;
    return mustChangePassword
      ? this.passwords.hashOther(password, holder, passwordHash)
      : this.passwords.hash(password, holder);
  }

  /** Of several requests with the same token one gets it; the token may also have been replaced, or the user changed, while it was hashed. */
  private async renew(hash: string, holder: TokenHolder, passwordHash: string): Promise<void> {
    await this.unitOfWork.transactional(async (em) => {
      // the user before the token, as where one is issued
      const user = await em.findOne(User, { id: holder.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const isTheirs = (await this.tokens.take(KIND, hash)) === user?.id;
      const isAsBefore = user?.email === holder.email && user.authVersion === holder.authVersion;
      if (!user?.isActive || !isAsBefore || !isTheirs) throw refuse(invalidResetToken);
      // whoever had the link has read the mail
      user.verifyEmail(this.clock.now());
      await this.renewal.renew(user, passwordHash);
    });
    await this.renewal.ended(holder.id);
  }
}
