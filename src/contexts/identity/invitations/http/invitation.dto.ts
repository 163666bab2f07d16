import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  EmailField,
  EnumField,
  enumeration,
  Examples,
  IntegerField,
  items,
  pageQuery,
  PasswordField,
  SecretField,
  StringField,
  UuidField,
} from '#libs/http';
import type { Role } from '#libs/kernel';
import { demoIds } from '../../../demo-ids.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../passwords/domain/password.errors.js';
import { role } from '../../people/http/user-enumerations.js';
import { invitationList } from '../application/invitation.queries.js';
import { invitationStatuses, type InvitationStatus } from '../domain/invitation-status.js';

const MOST_TEAMS = 20;

const invitationStatus = enumeration({
  name: 'InvitationStatus',
  description:
    'What has become of it. pending: the link works; expired: it was not followed within seven days, send it again; accepted: the person has become a user.',
  values: invitationStatuses,
});

@ApiSchema({ name: 'CreateInvitation' })
@Examples({
  minimal: { email: 'signe.aas@northlift.example' },
  full: { email: 'tove.berg@northlift.example' },
})
export class CreateInvitationDto {
  @EmailField({ description: 'Address that the link is mailed to', example: 'tove.berg@northlift.example' })
  email: string;

  @EnumField({ description: 'What the person may do as a user', example: 'technician', of: role })
  role: Role;

  @ArrayField({
    description: 'Active teams that the person joins',
    example: [demoIds.team],
    of: items.uuid(),
    maxItems: MOST_TEAMS,
    unique: true,
    optional: true,
  })
  teamIds?: string[];
}

@ApiSchema({ name: 'Invitation' })
export class InvitationDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3e001' })
  id: string;

  @EmailField({ description: 'Address that the link was mailed to', example: 'tove.berg@northlift.example' })
  email: string;

  @EnumField({ description: 'What the person may do as a user', example: 'technician', of: role })
  role: Role;

  @ArrayField({
    description: 'Teams that the person joins, as far as they are active then',
    example: [demoIds.team],
    of: items.uuid(),
    maxItems: MOST_TEAMS,
  })
  teamIds: string[];

  @EnumField({ description: 'What has become of it', example: 'pending', of: invitationStatus })
  status: InvitationStatus;

  @UuidField({ description: 'The user who invited', example: demoIds.admin, nullable: true })
  invitedById: string | null;

  @DateTimeField({ description: 'Until when the newest link works', example: '2026-11-29T10:00:00.000Z' })
  expiresAt: string;

  @DateTimeField({ description: 'When it was accepted', example: null, nullable: true })
  acceptedAt: string | null;

  @UuidField({ description: 'The user that the person became', example: null, nullable: true })
  userId: string | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When the person was invited', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'Last change', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

export class InvitationQuery extends pageQuery({ name: 'Invitation', list: invitationList }) {
  @BooleanField({ description: 'Only accepted or only open invitations', example: false, optional: true })
  accepted?: boolean;
}

@ApiSchema({ name: 'AcceptInvitation' })
export class AcceptInvitationDto {
  @SecretField({
    description: 'What stands behind `#token=` in the link of the mail',
    example: 'fpin_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ',
    maxLength: 200,
  })
  token: string;

  @PasswordField({
    description: `At least ${SHORTEST_PASSWORD} characters; passwords that are easy to guess or made of one's own address, name or company are refused`,
    example: 'blue-kettle-on-the-roof',
    minLength: SHORTEST_PASSWORD,
    maxLength: LONGEST_PASSWORD,
  })
  password: string;

  @StringField({ description: 'First name', example: 'Tove', maxLength: 100, optional: true })
  firstName?: string;

  @StringField({ description: 'Last name', example: 'Berg', maxLength: 100, optional: true })
  lastName?: string;
}
