import { permissionNames, type PermissionName } from './permissions.js';

export const roles = ['admin', 'manager', 'employee', 'technician', 'customer'] as const;
export type Role = (typeof roles)[number];

export const roleDescriptions: Readonly<Record<Role, string>> = {
  admin: 'Runs the account: everything, including users and their rights.',
  manager: 'Plans and oversees the work: everything but the account itself and its users.',
  employee: 'Works in the office: sees everything and reports what has to be done.',
  technician: 'Does the work: sees and carries out what is assigned to them or their teams.',
  customer: 'Sees the facilities they are linked to with their machines, their requests and the work made from them.',
};

const accountRights: readonly PermissionName[] = [
  'tenant:update',
  'users:create',
  'users:update',
  'users:deactivate',
  'users:grant',
  'audit_logs:read',
  'operations:manage',
];

const rightsOf: Readonly<Record<Role, readonly PermissionName[]>> = {
  admin: permissionNames,
  manager: permissionNames.filter((name) => !accountRights.includes(name)),
  employee: [
    'tenant:read',
    'users:read',
    'teams:read',
    'facilities:read',
    'facilities:read_all',
    'buildings:read',
    'equipment:read',
    'costs:read',
    'work_orders:read',
    'work_orders:read_all',
    'work_orders:create',
    'work_orders:comment',
    'maintenance_schedules:read',
  ],
  technician: [
    'tenant:read',
    'teams:read',
    'facilities:read',
    'facilities:read_all',
    'buildings:read',
    'equipment:read',
    'work_orders:read',
    'work_orders:start',
    'work_orders:hold',
    'work_orders:resume',
    'work_orders:complete',
    'work_orders:comment',
    'maintenance_schedules:read',
  ],
  customer: ['tenant:read', 'facilities:read', 'buildings:read', 'equipment:read', 'work_orders:read'],
};

/** What a role may do by itself; single users may be given more. */
export function permissionsOf(role: Role, granted: readonly string[] = []): ReadonlySet<PermissionName> {
  if (granted.length === 0) return byRole.get(role)!;
  // What was granted under a name that is no longer in the catalogue opens nothing.
  return new Set([...rightsOf[role], ...permissionNames.filter((name) => granted.includes(name))]);
}

const byRole = new Map<Role, ReadonlySet<PermissionName>>(roles.map((role) => [role, new Set(rightsOf[role])]));
