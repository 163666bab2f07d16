import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import type { PermissionName } from '../../../permissions.js';

export const UserPermissionSchema = defineEntity({
  name: 'UserPermission',
  tableName: 'user_permissions',
  schema: '*',
  properties: {
    ...created,
    userId: p.uuid(),
    permission: p.string().length(100).$type<PermissionName>(),
  },
});

/** One right that a user has beyond the role. */
export class UserPermission extends UserPermissionSchema.class {
  static create(userId: string, permission: PermissionName): UserPermission {
    const granted = new UserPermission();
    granted.id = uuidv7();
    granted.userId = userId;
    granted.permission = permission;
    return granted;
  }
}
UserPermissionSchema.setClass(UserPermission);
