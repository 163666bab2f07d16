/** The roles of users; what each is for stands in identity. */
export const roles = ['admin', 'manager', 'employee', 'technician', 'customer'] as const;
export type Role = (typeof roles)[number];

/** One thing that a user may be allowed to do. */
export interface PermissionDefinition {
  /** A sentence for whoever gives it. */
  readonly allows: string;
  /** Who has it by role; admins have every permission. */
  readonly roles: readonly Exclude<Role, 'admin'>[];
}

/** By name, `<resource>:<verb>`. A name that clients hold is never reused for something else. */
export type Permissions = Readonly<Record<string, PermissionDefinition>>;

/** What a context lets users do. Routes name these in @Permission. */
export function definePermissions<const T extends Permissions>(permissions: T): T {
  return permissions;
}
