import { Injectable } from '@nestjs/common';
import { IdentityFacade } from '#contexts/identity';
import { TenantDb } from '#libs/database';
import { atField, forbidden, notFound, refuse } from '#libs/kernel';
import { unknownFacility } from '../../assets.refusals.js';
import { linkedUser } from '../../places/application/facility-visibility.js';
import { facilitiesOfUser, knownFacilities, linkedFacilityView, type LinkedFacility } from './user-facility.queries.js';

export interface UserFacilities {
  readonly userId: string;
  /** As far as the caller sees them. */
  readonly facilities: readonly LinkedFacility[];
  /** The version of the user, which the links are part of. */
  readonly version: number;
}

/** Which facilities a user is linked to. The links are identity's; here they meet the facilities. */
@Injectable()
export class UserFacilityService {
  constructor(
    private readonly db: TenantDb,
    private readonly identity: IdentityFacade,
  ) {}

  async get(userId: string): Promise<UserFacilities> {
    const row = await this.db.one(facilitiesOfUser, { userId, user: linkedUser() });
    if (!row) throw notFound();
    return { ...row, facilities: (row.facilities ?? []).map(linkedFacilityView) };
  }

  /** @throws 403 `user.beyond_own_rights`, 412, 422 `facility.unknown` */
  async replace(userId: string, version: number, facilityIds: readonly string[]): Promise<UserFacilities> {
    assertSeesAll();
    await this.assertKnown(facilityIds);
    await this.identity.replaceFacilities(userId, version, facilityIds);
    return this.get(userId);
  }

  /** @throws 403 `user.beyond_own_rights`, 422 `facility.unknown` */
  async add(userId: string, facilityId: string): Promise<UserFacilities> {
    assertSeesAll();
    await this.identity.linkToFacility(userId, facilityId);
    return this.get(userId);
  }

  /** @throws 403 `user.beyond_own_rights`, 404 for what is not linked */
  async remove(userId: string, facilityId: string): Promise<void> {
    assertSeesAll();
    await this.identity.unlinkFromFacility(userId, facilityId);
  }

  private async assertKnown(ids: readonly string[]): Promise<void> {
    const known = new Set((await this.db.run(knownFacilities, { ids })).map(({ id }) => id));
    const at = ids.findIndex((id) => !known.has(id));
    if (at >= 0) throw refuse(atField(unknownFacility, `/facilityIds/${at}`));
  }
}

/** Nobody lets others see, or hides from them, what they do not see themselves. @throws 403 */
function assertSeesAll(): void {
  if (linkedUser()) throw refuse(forbidden, { detail: 'This needs the permission facilities:read_all.' });
}
