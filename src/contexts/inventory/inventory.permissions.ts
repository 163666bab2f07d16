import { definePermissions } from '#libs/kernel';

/** The permissions of this context and the roles that have them; admins have all. */
export const inventoryPermissions = definePermissions({
  'parts:read': {
    allows: 'See parts and how many of them lie where.',
    roles: ['manager', 'employee', 'technician'],
  },
  'parts:create': {
    allows: 'Add parts.',
    roles: ['manager'],
  },
  'parts:update': {
    allows: 'Change, deactivate and activate parts.',
    roles: ['manager'],
  },
  'parts:receive': {
    allows: 'Book parts that have come in.',
    roles: ['manager'],
  },
  'parts:issue': {
    allows: 'Take parts out of stock, for a work order or without one, and bring them back.',
    roles: ['manager', 'technician'],
  },
  'parts:reserve': {
    allows: 'Plan parts for work orders, which sets them aside, and free them.',
    roles: ['manager', 'technician'],
  },
  'parts:adjust': {
    allows: 'Correct how many of a part there are, with a reason.',
    roles: ['manager'],
  },
  'parts:transfer': {
    allows: 'Move parts from one stock location to another.',
    roles: ['manager', 'technician'],
  },

  'stock_movements:read': {
    allows: 'See every movement of stock, and what was in stock at a time.',
    roles: ['manager', 'employee'],
  },

  'stock_locations:read': {
    allows: 'See where stock is kept.',
    roles: ['manager', 'employee', 'technician'],
  },
  'stock_locations:create': {
    allows: 'Add stock locations.',
    roles: ['manager'],
  },
  'stock_locations:update': {
    allows: 'Change, deactivate and activate stock locations.',
    roles: ['manager'],
  },

  'suppliers:read': {
    allows: 'See suppliers, and which parts they sell.',
    roles: ['manager', 'employee', 'technician'],
  },
  'suppliers:create': {
    allows: 'Add suppliers.',
    roles: ['manager'],
  },
  'suppliers:update': {
    allows: 'Change, deactivate and activate suppliers, and say which parts they sell at what price.',
    roles: ['manager'],
  },

  'stock_counts:read': {
    allows: 'See stock counts and what was counted.',
    roles: ['manager', 'employee', 'technician'],
  },
  'stock_counts:create': {
    allows: 'Begin and cancel stock counts.',
    roles: ['manager'],
  },
  'stock_counts:count': {
    allows: 'Record what was counted.',
    roles: ['manager', 'technician'],
  },
  'stock_counts:book': {
    allows: 'See how many there should be on blind sheets, and book the differences.',
    roles: ['manager'],
  },

  'purchase_orders:read': {
    allows: 'See purchase orders, and what has come of them.',
    roles: ['manager', 'employee'],
  },
  'purchase_orders:create': {
    allows: 'Make purchase orders, and change drafts.',
    roles: ['manager'],
  },
  'purchase_orders:submit': {
    allows: 'Order, or above the limit of the account ask for approval.',
    roles: ['manager'],
  },
  'purchase_orders:approve': {
    allows: 'Approve and reject orders that others have submitted.',
    roles: ['manager'],
  },
  'purchase_orders:receive': {
    allows: 'Book goods of an order that have come in, and return them to the supplier.',
    roles: ['manager'],
  },
  'purchase_orders:cancel': {
    allows: 'Cancel purchase orders.',
    roles: ['manager'],
  },
});
