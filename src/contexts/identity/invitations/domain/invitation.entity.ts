import { defineEntity, p } from '@mikro-orm/core';
import { declareConstraint, versioned } from '#libs/columns';
import { refuse, uuidv7, type Role } from '#libs/kernel';
import { normalEmail } from '../../people/domain/user.entity.js';
import { invitationAccepted, invitationExists } from './invitation.errors.js';

export const InvitationSchema = defineEntity({
  name: 'Invitation',
  tableName: 'invitations',
  schema: '*',
  properties: {
    ...versioned,
    email: p.string(),
    role: p.string().length(50).$type<Role>(),
    teamIds: p.array().columnType('uuid[]'),
    tokenHash: p.string().length(64).hidden(),
    invitedById: p.uuid().fieldName('invited_by').nullable(),
    expiresAt: p.datetime(),
    acceptedAt: p.datetime().nullable(),
    userId: p.uuid().nullable(),
  },
});

export interface Invited {
  readonly email: string;
  readonly role: Role;
  readonly teamIds: readonly string[];
  readonly invitedById: string | null;
}

/** The token of the link that was mailed last. */
export interface InvitationLink {
  readonly hash: string;
  readonly end: Date;
}

/** Somebody who is asked to join, until they become a user by accepting. */
export class Invitation extends InvitationSchema.class {
  static to({ email, teamIds, ...props }: Invited, link: InvitationLink): Invitation {
    const invitation = Object.assign(new Invitation(), { id: uuidv7(), ...props });
    invitation.email = normalEmail(email);
    invitation.teamIds = [...teamIds];
    invitation.renew(link);
    return invitation;
  }

  /** The earlier link is worthless. @throws DomainError 409 `invitation.accepted` */
  renew({ hash, end }: InvitationLink): void {
    this.assertOpen();
    this.tokenHash = hash;
    this.expiresAt = end;
  }

  isValid(hash: string, at: Date): boolean {
    return !this.acceptedAt && this.tokenHash === hash && this.expiresAt > at;
  }

  accept(userId: string, at: Date): void {
    this.acceptedAt = at;
    this.userId = userId;
  }

  /** @throws DomainError 409 `invitation.accepted` */
  assertOpen(): void {
    if (this.acceptedAt) throw refuse(invitationAccepted);
  }
}
InvitationSchema.setClass(Invitation);

declareConstraint({ constraint: 'invitations_open_email_key', property: 'email', refusal: invitationExists });
