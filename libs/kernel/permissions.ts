/** The roles of users, which identity describes. */
export const roles = ['admin', 'manager', 'employee', 'technician', 'customer'] as const;
export type Role = (typeof roles)[number];

/** A permission that users may have. */
export interface PermissionDefinition {
  /** A description for the administrator who grants it. */
  readonly allows: string;
  /** The roles that include it; admins have every permission. */
  readonly roles: readonly Exclude<Role, 'admin'>[];
}

/** The roles of operators, the people who run the platform. */
export const operatorRoles = ['support', 'admin'] as const;
export type OperatorRole = (typeof operatorRoles)[number];

/** A permission that operators may have. */
export interface OperatorPermissionDefinition {
  readonly allows: string;
  /** The roles that include it; admins have every permission. */
  readonly roles: readonly Exclude<OperatorRole, 'admin'>[];
}

/** By name, `<resource>:<verb>`. Clients store these names, so they are never reused with another meaning. */
export type Permissions = Readonly<Record<string, PermissionDefinition>>;

/** The permissions of a context. Routes name them in @Permission. */
export function definePermissions<const T extends Permissions>(permissions: T): T {
  return permissions;
}

/** The permissions of operators that the routes of a context need. Routes name them in @OperatorPermission. */
export function defineOperatorPermissions<const T extends Readonly<Record<string, OperatorPermissionDefinition>>>(
  permissions: T,
): T {
  return permissions;
}
