import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const locationNameTaken = defineRefusal({
  code: 'stock_location.name_taken',
  kind: 'conflict',
  detail: 'Another stock location has this name.',
  meaning: 'Another stock location has this name, in whatever case; `existingId` names it.',
  remedy: 'Use another name, or the location that there is.',
  pointer: '/name',
  members: { existingId: EXAMPLE_ID },
});

export const defaultLocation = defineRefusal({
  code: 'stock_location.is_default',
  kind: 'conflict',
  detail: 'Bookings that name no location go to this one, so it stays active.',
  remedy: 'Keep it, under another name if you like.',
});

export const unknownLocation = defineRefusal({
  code: 'stock_location.unknown',
  kind: 'invalid',
  detail: 'There is no such stock location.',
  remedy: 'Name one that GET /v1/stock-locations lists, or none for the default one.',
  pointer: '/locationId',
});

export const inactiveLocation = defineRefusal({
  code: 'stock_location.inactive',
  kind: 'invalid',
  detail: 'The stock location is inactive: what lies there can be taken out, and nothing can be put in.',
  remedy: 'Activate the location first, or name another one.',
  pointer: '/locationId',
});
