import type { DemoTenant } from '../../demo-tenant.js';
import { conditions, machines, rooms } from './machines.js';
import { models } from './models.js';
import { openOrders } from './open-orders.js';
import { documents, parts, purchases } from './parts.js';
import { people, programs, teams } from './people.js';
import { plans } from './plans.js';
import { repairs } from './repairs.js';
import { requests } from './requests.js';
import { sites } from './sites.js';

/** The technical services of a group of hospitals. */
export const stMarien: DemoTenant = {
  slug: 'st-marien',
  name: 'St. Marien Kliniken, Facility Management',
  industry: 'health care',
  companySize: '51-200',
  timezone: 'Europe/Berlin',
  currency: 'EUR',
  travelMinutes: [3, 15],
  people,
  teams,
  programs,
  sites,
  models,
  machines,
  conditions,
  rooms,
  documents,
  parts,
  locations: [],
  transfers: [],
  purchases,
  plans,
  orders: [...repairs, ...openOrders],
  requests,
};
