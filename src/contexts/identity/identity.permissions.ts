import { definePermissions } from '#libs/kernel';

/** The permissions of this context and the roles that have them; admins have all. */
export const identityPermissions = definePermissions({
  'users:read': {
    allows: 'See all users, with their contact data.',
    roles: ['manager', 'employee'],
  },
  'users:create': {
    allows: 'Add users.',
    roles: [],
  },
  'users:invite': {
    allows: 'Invite people by mail, and see and take back invitations.',
    roles: [],
  },
  'users:update': {
    allows: 'Change the data and the role of users.',
    roles: [],
  },
  'users:deactivate': {
    allows: 'Deactivate users, which signs them out at once, and activate them again.',
    roles: [],
  },
  'users:grant': {
    allows: 'Give single users permissions beyond their role, and take them away again.',
    roles: [],
  },

  'teams:read': {
    allows: 'See teams and who belongs to them.',
    roles: ['manager', 'employee', 'technician'],
  },
  'teams:create': {
    allows: 'Add teams.',
    roles: ['manager'],
  },
  'teams:update': {
    allows: 'Change teams and their members.',
    roles: ['manager'],
  },

  'audit_logs:read': {
    allows: 'Read who did what, and when.',
    roles: [],
  },
});
