import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { roles } from '#libs/kernel';
import type { PermissionName } from '../../../permissions.js';
import { permissionsOf } from '../domain/roles.js';
import { activeHolders } from './user.queries.js';

/** Who may do something. */
@Injectable()
export class PermissionHolderService {
  constructor(private readonly db: TenantDb) {}

  /** The ids of active users who have it by their role, or granted to them. */
  async activeHolders(permission: PermissionName): Promise<string[]> {
    const byRole = roles.filter((role) => permissionsOf(role).has(permission));
    return (await this.db.run(activeHolders, { permission, roles: byRole })).map(({ id }) => id);
  }
}
