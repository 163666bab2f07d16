import { defineOperatorPermissions, definePermissions } from '#libs/kernel';

/** The permissions of this context and the roles that have them; admins have all. */
export const tenancyPermissions = definePermissions({
  'tenant:read': {
    allows: 'See the settings of the account.',
    roles: ['manager', 'employee', 'technician', 'customer'],
  },
  'tenant:update': {
    allows: 'Change the settings of the account.',
    roles: [],
  },

  'domains:read': {
    allows: 'See the domains of the account.',
    roles: [],
  },
  'domains:manage': {
    allows: 'Add, verify and remove domains of the account, and choose the primary one.',
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

export const tenancyOperatorPermissions = defineOperatorPermissions({
  'tenants:read': {
    allows: 'See all tenants: how they fare and what they use.',
    roles: ['support'],
  },
  'tenants:manage': {
    allows: 'Suspend, resume and rename tenants, and change when their trials end.',
    roles: [],
  },
});
