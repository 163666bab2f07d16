/**
 * Everything that a user may be allowed to do, once: `<resource>:<verb>`. Routes name these in @Permission, roles are made of
 * them, docs/permissions.md is generated from them. A name that clients hold is never reused for something else.
 */
export const permissions = {
  'tenant:read': 'See the settings of the account.',
  'tenant:update': 'Change the settings of the account.',

  'users:read': 'See all users, with their contact data.',
  'users:create': 'Add and invite users.',
  'users:update': 'Change the data and the role of users.',
  'users:deactivate': 'Deactivate users, which signs them out at once, and activate them again.',
  'users:grant': 'Give single users permissions beyond their role, and take them away again.',

  'teams:read': 'See teams and who belongs to them.',
  'teams:create': 'Add teams.',
  'teams:update': 'Change teams and their members.',

  'audit_logs:read': 'Read who did what, and when.',

  'usage:read': 'See what the plan allows and how much of it is in use.',

  'operations:manage': 'See and cancel long operations that others have started.',

  'facilities:read': 'See facilities: all of them, or those one is linked to.',
  'facilities:read_all': 'See every facility, not only those one is linked to.',
  'facilities:create': 'Add facilities.',
  'facilities:update': 'Change, deactivate and activate facilities, and link users to them.',
  'facilities:delete': 'Delete facilities that nothing refers to.',

  'buildings:read': 'See the buildings of the facilities one may see.',
  'buildings:create': 'Add buildings.',
  'buildings:update': 'Change buildings.',
  'buildings:delete': 'Delete buildings that nothing refers to.',

  'equipment:read': 'See machines, their documents and their history.',
  'equipment:create': 'Add machines.',
  'equipment:update': 'Change machines.',
  'equipment:decommission': 'Take machines out of service for good.',
  'equipment:delete': 'Delete machines that nothing refers to.',

  'costs:read': 'See, and set where one may change the rest, what things cost; for others every amount is null.',

  'work_orders:read': 'See work orders: all of them, or those that concern oneself.',
  'work_orders:read_all':
    'See every work order, not only those assigned to oneself or one’s teams or made from one’s own requests.',
  'work_orders:create': 'Create work orders.',
  'work_orders:update': 'Change what a work order says.',
  'work_orders:delete': 'Delete work orders that nothing refers to.',
  'work_orders:assign': 'Assign work orders to users and teams.',
  'work_orders:start': 'Start work.',
  'work_orders:hold': 'Put work on hold.',
  'work_orders:resume': 'Resume work that is on hold.',
  'work_orders:complete': 'Complete work.',
  'work_orders:cancel': 'Cancel work orders.',
  'work_orders:reject': 'Reject work orders.',
  'work_orders:reopen': 'Reopen completed work orders.',
  'work_orders:comment': 'Comment on work orders and attach files to them.',

  'maintenance_schedules:read': 'See maintenance schedules, their occurrences and previews.',
  'maintenance_schedules:create': 'Add maintenance schedules.',
  'maintenance_schedules:update': 'Change, pause and resume maintenance schedules.',
  'maintenance_schedules:delete': 'Delete maintenance schedules that never ran.',
  'maintenance_schedules:generate': 'Have due work orders generated now.',
} as const;

export type PermissionName = keyof typeof permissions;

export const permissionNames = Object.keys(permissions) as PermissionName[];

export function isPermission(name: string): name is PermissionName {
  return Object.hasOwn(permissions, name);
}
