import { definePermissions } from '#libs/kernel';

/** The permissions of this context and the roles that have them; admins have all. */
export const assetsPermissions = definePermissions({
  'facilities:read': {
    allows: 'See facilities: all of them, or those one is linked to.',
    roles: ['manager', 'employee', 'technician', 'customer'],
  },
  'facilities:read_all': {
    allows: 'See every facility, not only those one is linked to.',
    roles: ['manager', 'employee', 'technician'],
  },
  'facilities:create': {
    allows: 'Add facilities.',
    roles: ['manager'],
  },
  'facilities:update': {
    allows: 'Change, deactivate and activate facilities.',
    roles: ['manager'],
  },
  'facilities:delete': {
    allows: 'Delete facilities that nothing refers to.',
    roles: ['manager'],
  },

  'buildings:read': {
    allows: 'See the buildings of the facilities one may see.',
    roles: ['manager', 'employee', 'technician', 'customer'],
  },
  'buildings:create': {
    allows: 'Add buildings.',
    roles: ['manager'],
  },
  'buildings:update': {
    allows: 'Change buildings.',
    roles: ['manager'],
  },
  'buildings:delete': {
    allows: 'Delete buildings that nothing refers to.',
    roles: ['manager'],
  },

  'equipment:read': {
    allows: 'See machines.',
    roles: ['manager', 'employee', 'technician', 'customer'],
  },
  'equipment:create': {
    allows: 'Add machines.',
    roles: ['manager'],
  },
  'equipment:update': {
    allows: 'Change machines.',
    roles: ['manager'],
  },
  'equipment:decommission': {
    allows: 'Take machines out of service for good.',
    roles: ['manager'],
  },
  'equipment:delete': {
    allows: 'Delete machines that nothing refers to.',
    roles: ['manager'],
  },

  'custom_fields:read': {
    allows: 'See which fields of machines the account has defined.',
    roles: ['manager', 'employee', 'technician', 'customer'],
  },
  'custom_fields:create': {
    allows: 'Define fields of machines.',
    roles: ['manager'],
  },
  'custom_fields:update': {
    allows: 'Change, archive and restore fields of machines.',
    roles: ['manager'],
  },
  'custom_fields:delete': {
    allows: 'Delete fields that no machine uses.',
    roles: ['manager'],
  },

  'documents:read': {
    allows: 'See documents of machines and facilities and pictures of machines, and get their files.',
    roles: ['manager', 'employee', 'technician'],
  },
  'documents:create': {
    allows: 'Add documents to machines and facilities, and pictures to machines.',
    roles: ['manager', 'employee', 'technician'],
  },
  'documents:update': {
    allows: 'Change what is said of documents and pictures.',
    roles: ['manager'],
  },
  'documents:delete': {
    allows: 'Remove documents and pictures.',
    roles: ['manager'],
  },

  'costs:read': {
    allows: 'See, and set where one may change the rest, what things cost; for others every amount is null.',
    roles: ['manager', 'employee'],
  },
});
