import { administrationOperatorPermissions } from './administration/administration.permissions.js';
import { assetsPermissions } from './assets/assets.permissions.js';
import { billingOperatorPermissions, billingPermissions } from './billing/billing.permissions.js';
import { filesPermissions } from './files/files.permissions.js';
import { identityOperatorPermissions, identityPermissions } from './identity/identity.permissions.js';
import { inventoryPermissions } from './inventory/inventory.permissions.js';
import { notificationsPermissions } from './notifications/notifications.permissions.js';
import { tenancyOperatorPermissions, tenancyPermissions } from './tenancy/tenancy.permissions.js';
import { workOrdersPermissions } from './work-orders/work-orders.permissions.js';

/**
 * Everything that a user may be allowed to do: what each context defines, put together. The one file that contexts import from
 * above themselves, so it takes their permissions and nothing else. docs/permissions.md is generated from it.
 */
export const permissions = {
  ...tenancyPermissions,
  ...filesPermissions,
  ...identityPermissions,
  ...assetsPermissions,
  ...inventoryPermissions,
  ...workOrdersPermissions,
  ...notificationsPermissions,
  ...billingPermissions,
};

export type PermissionName = keyof typeof permissions;

export const permissionNames = Object.keys(permissions) as PermissionName[];

export function isPermission(name: string): name is PermissionName {
  return Object.hasOwn(permissions, name);
}

/** Everything that an operator may be allowed to do. */
export const operatorPermissions = {
  ...tenancyOperatorPermissions,
  ...identityOperatorPermissions,
  ...billingOperatorPermissions,
  ...administrationOperatorPermissions,
};

export type OperatorPermissionName = keyof typeof operatorPermissions;

export const operatorPermissionNames = Object.keys(operatorPermissions) as OperatorPermissionName[];
