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
