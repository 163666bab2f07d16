import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { Clock } from '#libs/kernel';
import { UserPasswordHashService } from '../../passwords/application/user-password-hash.service.js';
import { MailedLinkService } from '../../sign-in/application/mailed-link.service.js';
import type { TenantNames } from '../../sign-in/application/tenant-naming.service.js';
import { invalidInvitation } from '../domain/invitation.errors.js';
import { InvitationAcceptanceService, type AcceptedNames } from './invitation-acceptance.service.js';
import { InvitationLinkService } from './invitation-link.service.js';
import { invitationByToken } from './invitation.queries.js';

export interface Acceptance extends AcceptedNames {
  readonly password: string;
}

/** What invited people do who are no users yet. */
@Injectable()
export class InvitedPersonService {
  constructor(
    private readonly mailed: MailedLinkService,
    private readonly links: InvitationLinkService,
    private readonly acceptances: InvitationAcceptanceService,
    private readonly passwords: UserPasswordHashService,
    private readonly db: TenantDb,
    private readonly clock: Clock,
  ) {}

  /** @throws 401 `invitation.invalid_token`, 402 `plan.limit_reached`, 409 `user.email_taken`, 422 for a password that is too easy */
  accept(names: TenantNames, token: string, { password, ...person }: Acceptance): Promise<void> {
    const link = {
      token: this.links.read(token),
      find: (hash: string) => this.db.one(invitationByToken, { hash, at: this.clock.now() }),
      refusal: invalidInvitation,
    };
    return this.mailed.follow(names, link, async ({ email }, hash) => {
      await this.acceptances.accept(hash, person, await this.passwords.hash(password, { email, ...person }));
    });
  }
}
