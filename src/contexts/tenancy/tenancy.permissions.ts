import { definePermissions } from '#libs/kernel';

/** What users may be allowed to do here, and the roles that are; admins may do everything. */
export const tenancyPermissions = definePermissions({
  'tenant:read': {
    allows: 'See the settings of the account.',
    roles: ['manager', 'employee', 'technician', 'customer'],
  },
  'tenant:update': {
    allows: 'Change the settings of the account.',
    roles: [],
  },

  'usage:read': {
    allows: 'See what the plan allows and how much of it is in use.',
    roles: ['manager'],
  },

  'operations:manage': {
    allows: 'See and cancel long operations that others have started.',
    roles: [],
  },
});
