import { builder } from '#libs/testing';

/** The body of `POST /v1/facilities`. */
export const aFacility = builder((n) => ({
  name: `Harbour Tower ${n}`,
  facilityCode: `HT-${n}`,
  timezone: 'Europe/Berlin',
}));
