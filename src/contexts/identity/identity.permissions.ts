import { defineOperatorPermissions, definePermissions } from '#libs/kernel';

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
    allows: 'Give single users permissions beyond their role, link them to facilities, and take both away again.',
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

  'api_keys:read': {
    allows: 'See API keys: whose they are, what they may do and when they were used. Never the keys themselves.',
    roles: [],
  },
  'api_keys:create': {
    allows: 'Make API keys that act in the name of whoever makes them, and replace these by new ones.',
    roles: [],
  },
  'api_keys:update': {
    allows: 'Change the name, the scopes and the expiry of API keys.',
    roles: [],
  },
  'api_keys:revoke': {
    allows: 'Revoke the API keys of anybody.',
    roles: [],
  },

  'audit_logs:read': {
    allows: 'Read who did what, and when.',
    roles: [],
  },
  'audit_logs:export': {
    allows: 'Take entries of the audit log out as a file.',
    roles: [],
  },
});

export const identityOperatorPermissions = defineOperatorPermissions({
  'users:impersonate': {
    allows: 'Act as a user of a tenant for a while, which both sides have in their logs.',
    roles: [],
  },
  'audit_logs:read': {
    allows: 'Read what operators did and looked at, and when.',
    roles: ['support'],
  },
});
