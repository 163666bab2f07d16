import type { DemoTenant } from '../../demo-tenant.js';
import { conditions, machines } from './machines.js';
import { models } from './models.js';
import { openOrders } from './open-orders.js';
import { documents, locations, parts, purchases, transfers } from './parts.js';
import { people, programs, teams } from './people.js';
import { plans } from './plans.js';
import { repairs } from './repairs.js';
import { requests } from './requests.js';
import { sites } from './sites.js';

/** A company that maintains the lifts and escalators of its customers around the Baltic Sea. */
export const northlift: DemoTenant = {
  slug: 'northlift',
  name: 'Northlift Aufzugservice GmbH',
  industry: 'lift service',
  companySize: '11-50',
  timezone: 'Europe/Berlin',
  currency: 'EUR',
  travelMinutes: [12, 48],
  people,
  teams,
  programs,
  sites,
  models,
  machines,
  conditions,
  documents,
  parts,
  locations,
  transfers,
  purchases,
  plans,
  orders: [...repairs, ...openOrders],
  requests,
};
