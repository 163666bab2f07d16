import { AdminInvitationService } from './application/admin-invitation.service.js';
import { FirstInvitationService } from './application/first-invitation.service.js';
import { InvitationAcceptanceService } from './application/invitation-acceptance.service.js';
import { InvitationLinkService } from './application/invitation-link.service.js';
import { InvitationService } from './application/invitation.service.js';
import { InvitedPersonService } from './application/invited-person.service.js';
import { AcceptInvitationController } from './http/accept-invitation.controller.js';
import { InvitationController } from './http/invitation.controller.js';

export const invitations = {
  controllers: [InvitationController, AcceptInvitationController],
  providers: [
    AdminInvitationService,
    FirstInvitationService,
    InvitationAcceptanceService,
    InvitationLinkService,
    InvitationService,
    InvitedPersonService,
  ],
};
