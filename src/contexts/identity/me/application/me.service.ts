import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { assertVersion, TenantDb, UnitOfWork } from '#libs/database';
import { currentTenant, type Restriction } from '#libs/request-context';
import { UserDirectoryService } from '../../people/application/user-directory.service.js';
import { lockUser } from '../../people/application/user.queries.js';
import { UserPictureService } from '../../people/application/user-picture.service.js';
import type { UserView } from '../../people/application/user.view.js';
import { User, type UserProfile } from '../../people/domain/user.entity.js';
import { signedInUser } from './signed-in-user.js';

export interface Me extends UserView {
  readonly restrictedTo: Restriction | null;
  readonly permissions: readonly string[];
  readonly tenant: { readonly id: string; readonly slug: string; readonly name: string; readonly timezone: string };
}

/** What the employer decides, such as the employee's number, is not among it. */
export interface OwnProfile extends Pick<UserProfile, 'firstName' | 'lastName' | 'phone' | 'locale' | 'timezone'> {
  readonly avatarUploadId?: string | null;
}

/** The account of the caller. */
@Injectable()
export class MeService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserDirectoryService,
    private readonly pictures: UserPictureService,
    private readonly tenancy: TenancyFacade,
  ) {}

  async get(): Promise<Me> {
    const actor = signedInUser();
    const { id, slug, timezone } = currentTenant();
    const [user, tenant] = await Promise.all([this.users.view(actor.id), this.tenancy.tenantById(id)]);
    const permissions = [...actor.permissions].sort();
    const restrictedTo = actor.restriction ?? null;
    return { ...user, permissions, restrictedTo, tenant: { id, slug, name: tenant?.name ?? slug, timezone } };
  }

  /** @throws 412, and for a picture DomainError 422 `upload.unknown`, `upload.not_an_image`, 409 `upload.already_attached` */
  async edit(version: number, { avatarUploadId, ...profile }: OwnProfile): Promise<Me> {
    await this.unitOfWork.transactional(async () => {
      const { id } = signedInUser();
      // of two at once the second one is told of the first, not of its picture
      if (avatarUploadId !== undefined) await this.db.run(lockUser, { id });
      const user = await this.em.findOneOrFail(User, { id });
      assertVersion(user, version);
      if (avatarUploadId !== undefined) await this.pictures.change(user, avatarUploadId);
      user.edit(profile);
      await this.unitOfWork.commit(user);
    });
    return this.get();
  }
}
