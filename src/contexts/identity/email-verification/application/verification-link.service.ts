import { Injectable } from '@nestjs/common';
import { MailedTokenService } from '../../mailed-tokens/application/mailed-token.service.js';
import { MailedLinkService } from '../../sign-in/application/mailed-link.service.js';
import type { TenantNames } from '../../sign-in/application/tenant-naming.service.js';
import { invalidVerification } from '../domain/email-verification.errors.js';
import { EmailVerificationService } from './email-verification.service.js';

/** Verifies the address to which a link was mailed. */
@Injectable()
export class VerificationLinkService {
  constructor(
    private readonly links: MailedLinkService,
    private readonly tokens: MailedTokenService,
    private readonly verification: EmailVerificationService,
  ) {}

  /** @throws 401 `auth.invalid_verification_token`, 409 `user.email_taken`, 429 `auth.too_many_attempts` */
  follow(names: TenantNames, token: string): Promise<void> {
    const link = {
      token: this.tokens.read('email_verification', token),
      find: (hash: string) => this.verification.find(hash),
      refusal: invalidVerification,
    };
    return this.links.follow(names, link, (address, hash) => this.verification.verify(address, hash));
  }
}
