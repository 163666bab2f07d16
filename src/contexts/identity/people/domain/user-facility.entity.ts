import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';

export const UserFacilitySchema = defineEntity({
  name: 'UserFacility',
  tableName: 'user_facilities',
  schema: '*',
  properties: { ...created, userId: p.uuid(), facilityId: p.uuid() },
});

/** Lets a customer see a facility. */
export class UserFacility extends UserFacilitySchema.class {
  static create(userId: string, facilityId: string): UserFacility {
    const link = new UserFacility();
    link.id = uuidv7();
    link.userId = userId;
    link.facilityId = facilityId;
    return link;
  }
}
UserFacilitySchema.setClass(UserFacility);
