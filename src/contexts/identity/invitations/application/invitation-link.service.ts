import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { TenantDb } from '#libs/database';
import { Clock } from '#libs/kernel';
import { Mailer } from '#libs/mail';
import { currentTenant, currentUserId } from '#libs/request-context';
import { RefreshSecrets } from '../../sessions/application/refresh-secrets.js';
import { after } from '../../sessions/domain/token-lifetimes.js';
import type { InvitationLink } from '../domain/invitation.entity.js';
import { invitationMail } from './invitation.mail.js';
import { nameOfUser } from './invitation.queries.js';

export const INVITATION_DAYS = 7;
const DAY_SECONDS = 24 * 60 * 60;
/** Enough for a name; a message to strangers does not fit. */
const LONGEST_NAME = 60;

/** Links of invitations: 256 random bits, of which the database holds the hash, and the tenant. */
@Injectable()
export class InvitationLinkService {
  private readonly secrets: RefreshSecrets;

  constructor(
    private readonly db: TenantDb,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    { secrets }: AppConfig,
  ) {
    this.secrets = new RefreshSecrets('fpin_', secrets.jwt);
  }

  make(): InvitationLink & { readonly token: string } {
    const { text, hash } = this.secrets.first(currentTenant().id);
    return { token: text, hash, end: after(this.clock.now(), INVITATION_DAYS * DAY_SECONDS) };
  }

  /** Undefined for what cannot be the token of an invitation. */
  read(token: string): { readonly tenantId: string; readonly hash: string } | undefined {
    return this.secrets.read(token);
  }

  /** In the open transaction. */
  async mail(email: string, { token, end }: InvitationLink & { readonly token: string }): Promise<void> {
    const data = { token, inviter: await this.nameOfInviter(), days: INVITATION_DAYS };
    await this.mailer.queue(invitationMail, { to: email, data, validUntil: end });
  }

  private async nameOfInviter(): Promise<string> {
    const id = currentUserId();
    const user = id === null ? undefined : await this.db.one(nameOfUser, { id });
    const name = [user?.first_name, user?.last_name].filter(Boolean).join(' ');
    return withoutAddresses(name).slice(0, LONGEST_NAME) || (user?.email ?? 'FieldPilot');
  }
}

/** Mail programs make links of what looks like an address: nobody sends strangers one as a name. */
function withoutAddresses(name: string): string {
  const words = name.split(/\s+/).filter((word) => !/:\/\/|www\.|\.[a-z]{2,}/i.test(word));
  return words.join(' ');
}
