import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const insufficientStock = defineRefusal({
  code: 'stock.insufficient',
  kind: 'conflict',
  detail: 'There is not that much of the part at this location.',
  meaning:
    'The location has fewer of the part than the booking takes: `available` says how many, `locations` how many lie where.',
  remedy: 'Take at most what is there, take it from another location, or book what has come in first.',
  members: {
    available: 2,
    locations: [{ locationId: EXAMPLE_ID, name: 'Van 3', quantity: 2 }],
  },
});

export const moreThanIssued = defineRefusal({
  code: 'stock.more_than_issued',
  kind: 'conflict',
  detail: 'More would come back than was issued.',
  meaning: 'More would come back than was issued for the work order, or for none: `returnable` says how many may.',
  remedy: 'Return at most that many, name the work order that they were issued for, or adjust the stock with a reason.',
  members: { returnable: 3 },
});

export const tooMuchStock = defineRefusal({
  code: 'stock.too_much',
  kind: 'conflict',
  detail: 'Of one part there can be at most 2,000,000,000 in stock, and at a cost of at most 99,999,999.99.',
  remedy: 'Check quantity and price.',
});

export const inactivePart = defineRefusal({
  code: 'part.inactive',
  kind: 'conflict',
  detail: 'The part is inactive: its stock can be used up, and no more is received.',
  remedy: 'Activate the part first.',
});

export const sameLocation = defineRefusal({
  code: 'stock.same_location',
  kind: 'invalid',
  detail: 'The stock lies there already.',
  remedy: 'Name two different locations.',
  pointer: '/toLocationId',
});
