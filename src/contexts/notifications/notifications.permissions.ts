import { definePermissions } from '#libs/kernel';

/** The permissions of this context and the roles that have them; admins have all. */
export const notificationsPermissions = definePermissions({
  'events:read': {
    allows: 'Follow the events of everything in the account, also of what one does not see otherwise.',
    roles: [],
  },
  'webhooks:read': {
    allows:
      'See the webhooks of the account and what was sent to them: events of everything in it, also of what one does not see otherwise.',
    roles: [],
  },
  'webhooks:manage': {
    allows:
      'Add, change, try and remove webhooks, which are sent the events of everything in the account, and have events sent again.',
    roles: [],
  },
});
