import { Injectable } from '@nestjs/common';
import { auditStatement } from '#libs/audit';
import { staleError, UnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import type { PermissionName } from '../../../permissions.js';
import { type Role } from '#libs/kernel';
import { permissionsOf } from '../domain/roles.js';
import { UserPermission } from '../domain/user-permission.entity.js';
import { assertWithinOwnRights } from './own-rights.js';
import { UserAccessService } from './user-access.service.js';
import { UserDirectoryService } from './user-directory.service.js';
import { raiseVersion, revokeGrants } from './user.writes.js';

export interface UserRights {
  readonly userId: string;
  readonly role: Role;
  /** Beyond the role. */
  readonly granted: readonly string[];
  /** Role and grants together: what the user may do. */
  readonly permissions: readonly PermissionName[];
  /** The version of the user, which the rights are part of. */
  readonly version: number;
}

/** What single users may do beyond their role. */
@Injectable()
export class UserRightsService {
  constructor(
    private readonly users: UserDirectoryService,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: UserAccessService,
    private readonly clock: Clock,
  ) {}

  async get(id: string): Promise<UserRights> {
    const { role, granted, version } = await this.users.rightsOf(id);
    return { userId: id, role, granted, permissions: [...permissionsOf(role, granted)].sort(), version };
  }

  /** Replaces everything granted so far. @throws 403 `user.beyond_own_rights` */
  async replace(id: string, version: number, granted: readonly PermissionName[]): Promise<UserRights> {
    const before = await this.users.assertMayChange(id, version);
    assertWithinOwnRights({ role: before.role, granted });
    const { schema } = currentTenant();
    const entry = { action: 'grant', resourceType: 'user', resourceId: id };
    await this.unitOfWork.transactional(async () => {
      const raise = raiseVersion.bind(schema, { id, version: before.version, at: this.clock.now() });
      const [raised] = await this.unitOfWork.execute(raise);
      if (raised!.rowCount === 0) throw staleError();
      await this.unitOfWork.execute(
        revokeGrants.bind(schema, { userId: id }),
        auditStatement(schema, [{ ...entry, before: { granted: before.granted }, after: { granted } }]),
      );
      await this.unitOfWork.commit(...granted.map((permission) => UserPermission.create(id, permission)));
    });
    await this.access.changed(id);
    return this.get(id);
  }
}
