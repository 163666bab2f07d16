import { defineOperatorPermissions } from '#libs/kernel';

export const administrationOperatorPermissions = defineOperatorPermissions({
  'tenants:create': {
    allows: 'Open accounts for companies and invite their first administrators.',
    roles: [],
  },
  'operations:read': {
    allows: 'See the long operations of a tenant and why they failed.',
    roles: ['support'],
  },
  'jobs:read': {
    allows: 'See what runs in the background for tenants, and what fails.',
    roles: ['support'],
  },
  'mail:read': {
    allows: 'See which mails were kept instead of being sent, but not what they say.',
    roles: ['support'],
  },
  'jobs:retry': {
    allows: 'Have a job run at once instead of at its next time.',
    roles: [],
  },
});
