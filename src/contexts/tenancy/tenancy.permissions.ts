import { definePermissions } from '#libs/kernel';

/** The permissions of this context and the roles that have them; admins have all. */
export const tenancyPermissions = definePermissions({
  'usage:read': {
    allows: 'See what the plan allows and how much of it is in use.',
    roles: ['manager'],
  },

  'operations:manage': {
    allows: 'See and cancel long operations that others have started.',
    roles: [],
  },
});
