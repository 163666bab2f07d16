import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const unknownWorkOrder = defineRefusal({
  code: 'work_order.unknown',
  kind: 'invalid',
  detail: 'There is no such work order.',
  remedy: 'Name a work order that you can see: GET /v1/work-orders lists them.',
  pointer: '/workOrderId',
});

export const workOrderClosed = defineRefusal({
  code: 'work_order.closed',
  kind: 'conflict',
  detail: 'The work order cannot be changed any more.',
  meaning: 'The work order is completed, canceled or rejected.',
  remedy: 'Reopen it where it is completed; else create another one.',
  members: { currentStatus: 'completed' },
});

export const unknownPart = defineRefusal({
  code: 'part.unknown',
  kind: 'invalid',
  detail: 'There is no such part.',
  remedy: 'Name one that GET /v1/parts lists.',
  pointer: '/partId',
});

export const partNotPlanned = defineRefusal({
  code: 'part.not_planned',
  kind: 'conflict',
  detail: 'The work order plans none of this part.',
  remedy: 'Read what it plans: GET /v1/work-orders/{id}/parts.',
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

export const insufficientStock = defineRefusal({
  code: 'stock.insufficient',
  kind: 'conflict',
  detail: 'There is not that much of the part at this location.',
  meaning:
    'The location has fewer of the part than the booking takes: `available` says how many, without the `reserved` ones that are set aside for other work orders, and `locations` how many lie where.',
  remedy: 'Take at most what is there, take it from another location, or book what has come in first.',
  members: {
    available: 2,
    reserved: 1,
    locations: [{ locationId: EXAMPLE_ID, name: 'Van 3', quantity: 3, available: 2 }],
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
