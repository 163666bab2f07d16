import { defineOperatorPermissions, definePermissions } from '#libs/kernel';

/** The permissions of this context and the roles that have them; admins have all. */
export const billingPermissions = definePermissions({
  'subscription:read': {
    allows: 'See the plan of the account, what it costs and what is left of its limits.',
    roles: ['manager'],
  },
  'subscription:manage': {
    allows: 'Subscribe to a plan, and pay for it.',
    roles: [],
  },
  'invoices:read': {
    allows: 'See the invoices of the account.',
    roles: [],
  },
});

export const billingOperatorPermissions = defineOperatorPermissions({
  'plans:read': {
    allows: 'See the plans that are sold, retired ones included.',
    roles: ['support'],
  },
  'plans:manage': {
    allows: 'Create, change, retire and delete plans.',
    roles: [],
  },

  'subscriptions:read': {
    allows: 'See who has which plan, and what another one would mean for a tenant.',
    roles: ['support'],
  },
  'subscriptions:manage': {
    allows: 'Give tenants plans, and change them.',
    roles: [],
  },

  'stripe_events:read': {
    allows: 'See what Stripe has told, and what became of it.',
    roles: ['support'],
  },
  'stripe_events:replay': {
    allows: 'Have events of Stripe applied once more.',
    roles: [],
  },

  'issued_invoices:read': {
    allows: 'See the invoices that were issued to tenants.',
    roles: ['support'],
  },
  'issued_invoices:manage': {
    allows: 'Issue invoices, mark them as paid, make them void and credit them.',
    roles: [],
  },
});
