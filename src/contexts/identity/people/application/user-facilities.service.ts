import { Injectable } from '@nestjs/common';
import { auditStatement } from '#libs/audit';
import { TenantDb, unknownReference, UnitOfWork } from '#libs/database';
import { Clock, notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { UserDirectoryService } from './user-directory.service.js';
import { linkedFacilityIds, lockUser } from './user.queries.js';
import { addLinks, raiseVersion, removeLinks } from './user.writes.js';

/** What the links are to be, of what they are. @throws DomainError where that is not possible */
type LinkChange = (linked: readonly string[]) => readonly string[];

/** Links users to facilities. The owner of the facilities checks before that there are such, and that the caller sees them. */
@Injectable()
export class UserFacilitiesService {
  constructor(
    private readonly db: TenantDb,
    private readonly users: UserDirectoryService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Takes the place of all links there are. @throws 403 `user.beyond_own_rights`, 412, 422 `facility.unknown` */
  replace(userId: string, version: number, facilityIds: readonly string[]): Promise<void> {
    return this.change(userId, () => facilityIds, version);
  }

  /** Does nothing where the link exists. @throws 403 `user.beyond_own_rights`, 422 `facility.unknown` */
  add(userId: string, facilityId: string): Promise<void> {
    return this.change(userId, (linked) => [...new Set([...linked, facilityId])]);
  }

  /** @throws 403 `user.beyond_own_rights`, 404 where there is no such link */
  remove(userId: string, facilityId: string): Promise<void> {
    return this.change(userId, (linked) => {
      if (!linked.includes(facilityId)) throw notFound();
      return linked.filter((id) => id !== facilityId);
    });
  }

  /** Locks the user, so that changes at the same time follow one another and nobody's rights change meanwhile. */
  private change(userId: string, change: LinkChange, version?: number): Promise<void> {
    return this.unitOfWork.transactional(async () => {
      await this.db.run(lockUser, { id: userId });
      const rights = await this.users.assertMayChange(userId, version);
      const linked = (await this.db.run(linkedFacilityIds, { userId })).map(({ facilityId }) => facilityId);
      const wanted = change(linked);
      const added = wanted.filter((id) => !linked.includes(id));
      const removed = linked.filter((id) => !wanted.includes(id));
      if (added.length + removed.length > 0) await this.write(userId, rights.version, { added, removed });
    });
  }

  private async write(userId: string, version: number, { added, removed }: Record<'added' | 'removed', string[]>) {
    const { schema } = currentTenant();
    const at = this.clock.now();
    const entry = { action: 'link_facilities', resourceType: 'user', resourceId: userId };
    const written = this.unitOfWork.execute(
      raiseVersion.bind(schema, { id: userId, version, at }),
      removeLinks.bind(schema, { userId, facilityIds: removed }),
      addLinks(schema, userId, added, at),
      auditStatement(schema, [{ ...entry, before: { removed }, after: { added } }]),
    );
    await written.catch((error: unknown) => {
      throw unknownReference(error) ?? error;
    });
  }
}
