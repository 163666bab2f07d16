import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { UnitOfWork, type ListRequest, type Page } from '#libs/database';
import type { Role } from '#libs/kernel';
import { User, type UserProfile } from '../domain/user.entity.js';
import { assertWithinOwnRights } from './own-rights.js';
import { UserPasswordHashService } from '../../passwords/application/user-password-hash.service.js';
import { UserAccessService } from './user-access.service.js';
import { UserDirectoryService } from './user-directory.service.js';
import { UserPictureService } from './user-picture.service.js';
import type { UserView } from './user.view.js';

export interface NewUser extends UserProfile {
  readonly email: string;
  readonly password: string;
  readonly role: Role;
}

export interface UserChanges extends UserProfile {
  readonly email?: string;
  readonly role?: Role;
}

@Injectable()
export class UserService {
  constructor(
    private readonly pictures: UserPictureService,
    private readonly users: UserDirectoryService,
    private readonly unitOfWork: UnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly passwords: UserPasswordHashService,
    private readonly access: UserAccessService,
  ) {}

  list(request: ListRequest): Promise<Page<UserView>> {
    return this.users.list(request);
  }

  get(id: string): Promise<UserView> {
    return this.users.view(id);
  }

  /** @throws 402 `plan.limit_reached`, 403 `user.beyond_own_rights`, 409 `user.email_taken`, 422 for a password that is too easy */
  async create({ password, ...given }: NewUser): Promise<UserView> {
    assertWithinOwnRights({ role: given.role, granted: [] });
    const user = User.create({ ...given, passwordHash: await this.passwords.hash(password, given) });
    await this.unitOfWork.transactional(async () => {
      await this.tenancy.reserve('users');
      await this.unitOfWork.commit(user);
    });
    return this.get(user.id);
  }

  /** @throws 403 `user.beyond_own_rights`, 409 `user.last_admin`, `user.email_taken` */
  async edit(id: string, version: number, { role, ...profile }: UserChanges): Promise<UserView> {
    const rights = await this.users.assertMayChange(id, version);
    assertWithinOwnRights({ ...rights, role: role ?? rights.role });
    await this.unitOfWork.transactional(async (em) => {
      const user = await this.users.load(em, rights);
      if (role && role !== user.role) {
        await this.access.assertNotLastAdmin(user);
        user.changeRole(role);
      }
      // a path, or none, in the place of a picture
      if (profile.avatarUrl !== undefined) await this.pictures.change(user, null);
      user.edit(profile);
      await this.unitOfWork.commit(user);
    });
    if (role && role !== rights.role) await this.access.changed(id);
    return this.get(id);
  }
}
