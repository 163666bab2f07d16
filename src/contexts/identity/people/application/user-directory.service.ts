import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { assertVersion, staleError, TenantDb, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import type { Rights } from '../domain/rights.js';
import { User } from '../domain/user.entity.js';
import { assertWithinOwnRights } from './own-rights.js';
import { rightsOfUser, userById, userList } from './user.queries.js';
import { UserPictureService } from './user-picture.service.js';
import { userColumns, type UserView } from './user.view.js';

type VersionedRights = Rights & { readonly id: string; readonly version: number };

/** Users as they are shown, and as the services that change them need them. */
@Injectable()
export class UserDirectoryService {
  constructor(
    private readonly db: TenantDb,
    private readonly pictures: UserPictureService,
  ) {}

  async list(request: ListRequest): Promise<Page<UserView>> {
    const page = await this.db.page(userList, request);
    return { ...page, data: page.data.map((row) => this.pictures.view(row)) };
  }

  /** @throws 404 */
  async view(id: string): Promise<UserView> {
    const row = await this.db.one(userById, { id });
    if (!row) throw notFound();
    return this.pictures.view(userColumns.view(row));
  }

  /** @throws 404 */
  async rightsOf(id: string): Promise<VersionedRights> {
    const row = await this.db.one(rightsOfUser, { id });
    if (!row) throw notFound();
    return { ...row, granted: row.granted ?? [] };
  }

  /**
   * The caller must have all rights of the user. They are those of the version to be changed, since another one may have more.
   * @param version none where the user is locked
   * @throws 404, 403 `user.beyond_own_rights`, 412
   */
  async assertMayChange(id: string, version?: number): Promise<VersionedRights> {
    const rights = await this.rightsOf(id);
    assertWithinOwnRights(rights);
    if (version !== undefined) assertVersion(rights, version);
    return rights;
  }

  /** Belongs into the transaction of the change. @throws 412 where the user is not the one whose rights were compared any more */
  async load(em: EntityManager, { id, version }: VersionedRights): Promise<User> {
    const user = await em.findOneOrFail(User, { id });
    // one version, although If-Match may name several
    if (user.version !== version) throw staleError();
    return user;
  }
}
