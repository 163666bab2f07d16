import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';

export const UserFacilitySchema = defineEntity({
  name: 'UserFacility',
  tableName: 'user_facilities',
  schema: '*',
  properties: { ...created, userId: p.uuid(), facilityId: p.uuid() },
});

/** Lets a customer see a facility. */
export class UserFacility extends UserFacilitySchema.class {}
UserFacilitySchema.setClass(UserFacility);
