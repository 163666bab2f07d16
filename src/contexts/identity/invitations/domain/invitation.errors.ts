import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const invitationExists = defineRefusal({
  code: 'invitation.exists',
  kind: 'conflict',
  detail: 'This address has been invited already: send that invitation again.',
  meaning: 'The address has an invitation that was not accepted; `existingId` names it.',
  remedy: 'Send that invitation again, or delete it first.',
  pointer: '/email',
  members: { existingId: EXAMPLE_ID },
});

export const invitationAccepted = defineRefusal({
  code: 'invitation.accepted',
  kind: 'conflict',
  detail: 'The invitation has been accepted: change the user instead.',
  meaning: 'The invitation has been accepted.',
  remedy: 'Change the user that `userId` of the invitation names.',
});

export const invalidInvitation = defineRefusal({
  code: 'invitation.invalid_token',
  kind: 'unauthenticated',
  detail: 'The link is not valid, or no longer valid. Ask whoever invited you to send it again.',
  meaning:
    'The token is unknown, used, taken back or older than seven days, a newer one was mailed since, or the request names another account.',
  remedy: 'Ask to be invited again: POST /v1/invitations/{id}/resend.',
});

export const hasAdministrator = defineRefusal({
  code: 'tenant.has_administrator',
  kind: 'conflict',
  detail: 'The tenant has an active administrator, who invites others.',
  meaning: 'Operators invite an administrator only where nobody else can.',
  remedy: 'Ask an administrator of the tenant to invite the person.',
});

export const unknownTeam = defineRefusal({
  code: 'team.unknown',
  kind: 'invalid',
  detail: 'There is no such active team.',
  remedy: 'Name active teams of this account: GET /v1/teams lists them.',
});
