import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { notFound } from '#libs/kernel';
import type { Rights } from '../domain/rights.js';
import { assertWithinOwnRights } from './own-rights.js';
import { rightsOfUser, userById } from './user.queries.js';
import { userView, type UserView } from './user.view.js';

type VersionedRights = Rights & { readonly id: string; readonly version: number };

/** Single users, for the services that change them. */
@Injectable()
export class UserDirectoryService {
  constructor(private readonly db: TenantDb) {}

  /** @throws 404 */
  async view(id: string): Promise<UserView> {
    const row = await this.db.one(userById, { id });
    if (!row) throw notFound();
    return userView(row);
  }

  /** @throws 404 */
  async rightsOf(id: string): Promise<VersionedRights> {
    const row = await this.db.one(rightsOfUser, { id });
    if (!row) throw notFound();
    return { ...row, granted: row.granted ?? [] };
  }

  /** The caller must have all rights of the user. @throws 404, 403 `user.beyond_own_rights` */
  async assertMayChange(id: string): Promise<VersionedRights> {
    const rights = await this.rightsOf(id);
    assertWithinOwnRights(rights);
    return rights;
  }
}
