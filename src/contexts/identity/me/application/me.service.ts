import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { assertVersion, UnitOfWork } from '#libs/database';
import { currentTenant, type Restriction } from '#libs/request-context';
import { UserDirectoryService } from '../../people/application/user-directory.service.js';
import type { UserView } from '../../people/application/user.view.js';
import { User, type UserProfile } from '../../people/domain/user.entity.js';
import { signedInUser } from './signed-in-user.js';

export interface Me extends UserView {
  readonly restrictedTo: Restriction | null;
  readonly permissions: readonly string[];
  readonly tenant: { readonly id: string; readonly slug: string; readonly name: string; readonly timezone: string };
}

/** What the employer decides, such as the employee's number, is not among it. */
export type OwnProfile = Pick<UserProfile, 'firstName' | 'lastName' | 'phone' | 'locale' | 'timezone'>;

/** The account of the caller. */
@Injectable()
export class MeService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserDirectoryService,
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

  async edit(version: number, profile: OwnProfile): Promise<Me> {
    const user = await this.em.findOneOrFail(User, { id: signedInUser().id });
    assertVersion(user, version);
    user.edit(profile);
    await this.unitOfWork.commit(user);
    return this.get();
  }
}
