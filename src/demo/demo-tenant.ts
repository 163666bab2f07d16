import type { Role } from '#libs/kernel';

/** The demo data of a tenant, see data/. People, teams, sites, machines and parts are referred to by the key in their first column. */
export interface DemoTenant {
  readonly slug: string;
  readonly name: string;
  readonly industry: string;
  readonly companySize: string;
  readonly timezone: string;
  readonly currency: string;
  /** The fewest and most minutes that a technician travels to a machine. */
  readonly travelMinutes: readonly [number, number];
  readonly people: readonly Person[];
  readonly teams: readonly Team[];
  readonly programs: readonly Program[];
  readonly sites: readonly Site[];
  readonly models: Readonly<Record<string, Model>>;
  readonly machines: readonly Machine[];
  /** The state of machines that are not simply operational. */
  readonly conditions: Readonly<Record<string, 'shutdown' | 'maintenance' | 'decommissioned'>>;
  readonly rooms?: Readonly<Record<string, readonly [room: string, floor?: string]>>;
  readonly documents: readonly DocumentSet[];
  readonly parts: readonly PartRow[];
  /** Beside the main store that every tenant has. */
  readonly locations: readonly StockLocationRow[];
  readonly transfers: readonly TransferRow[];
  readonly purchases: readonly Purchase[];
  readonly plans: readonly MaintenancePlan[];
  readonly orders: readonly Order[];
  readonly requests: readonly Request[];
}

export interface Person {
  readonly key: string;
  readonly role: Role;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  /** Customers have no employee id. */
  readonly employeeId?: string;
  /** Keys of the sites that a customer may see. */
  readonly sees?: readonly string[];
  readonly hasLeft?: true;
}

export interface Team {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly lead: string;
  readonly members: readonly string[];
}

/** A program with an API key, which nobody has: only hashes are stored, and the demo makes these up. */
export interface Program {
  readonly key: string;
  readonly name: string;
  readonly owner: string;
  readonly scopes: readonly string[];
}

export interface Site {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly address: string;
  readonly zip: string;
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly position: readonly [latitude: number, longitude: number];
  readonly timezone: string;
  readonly contact: { readonly name: string; readonly email: string; readonly phone: string };
  readonly notes?: string;
  /** The technician for plans that name nobody. */
  readonly technician: string;
  /** The prefix of official machine numbers, where an authority assigns them. */
  readonly registry?: string;
  readonly buildings: readonly [key: string, name: string, floors: number][];
}

export interface Model {
  readonly type: string;
  readonly category: string;
  readonly maker: string;
  readonly model: string;
  readonly controller: string;
  readonly power: string;
  readonly description: string;
  readonly hoursPerDay: number;
  readonly price: number;
  readonly maintenancePerYear: number;
}

export type Machine = readonly [
  number: string,
  model: string,
  building: string,
  name: string,
  capacity: string,
  speed: string | null,
  serialNumber: string,
  ageInYears: number,
];

/** A document for each of several machines. */
export interface DocumentSet {
  readonly kind: 'certificate' | 'inspection_report' | 'manual' | 'warranty';
  readonly title: string;
  readonly file: string;
  readonly sizeKb: number;
  readonly machines: readonly string[];
  /** Days until it expires, by machine; absent where a document does not expire. */
  readonly expiresIn?: readonly number[];
}

export type PartRow = readonly [
  number: string,
  name: string,
  category: string,
  maker: string,
  supplier: string,
  unitPrice: number,
  openingStock: number,
  reorderLevel: number,
  reorderQuantity: number,
  place: string,
  /** The difference that the last stock-take found. */
  stockTake?: number,
];

export type StockLocationRow = readonly [
  key: string,
  name: string,
  type: 'warehouse' | 'vehicle' | 'site',
  notes: string,
];

/** From the main store, where no more than this is moved of a part. */
export type TransferRow = readonly [part: string, quantity: number, location: string, by: string, daysAgo: number];

export interface Purchase {
  readonly number: string;
  readonly supplier: string;
  readonly status: 'draft' | 'pending_approval' | 'ordered' | 'partially_received' | 'received' | 'canceled';
  readonly by: string;
  readonly daysAgo: number;
  readonly receivedDaysAgo?: number;
  readonly expectedIn?: number;
  readonly cancelReason?: string;
  readonly lines: readonly [part: string, ordered: number, received: number, unitPrice: number][];
}

export type Priority = 'low' | 'medium' | 'high' | 'critical';
export type OrderType = 'maintenance' | 'repair' | 'inspection' | 'installation' | 'emergency';
export type Status = 'new' | 'assigned' | 'in_progress' | 'on_hold' | 'completed' | 'canceled' | 'rejected';

/** A maintenance plan: one schedule for each machine. */
export interface MaintenancePlan {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly frequency: 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly' | 'custom_days';
  readonly every?: number;
  readonly basis?: 'fixed' | 'floating';
  readonly catchUp?: 'all' | 'latest' | 'none';
  readonly leadDays: number;
  /** The local time at which the work is due. */
  readonly time: string;
  readonly machines: readonly string[];
  /** Days from today to the next date of the first machine, and from one machine to the next. Negative dates are due. */
  readonly next: readonly [firstIn: number, apart: number];
  /** The next date of all machines instead, the same whenever the demo is made. */
  readonly on?: string;
  /** Dates that have passed already. */
  readonly past: number;
  /** The index of the past date that was missed while the schedule was paused. */
  readonly missed?: number;
  /** The first machine's work order of the last date is still open. */
  readonly lastIsOpen?: true;
  readonly paused?: string;
  readonly hours: number;
  readonly priority?: Priority;
  /** By default the technician of the site. */
  readonly person?: string;
  readonly team?: string;
  /** Texts of the reports, used in turn. */
  readonly reports: readonly string[];
}

/** A work order without a plan. */
export interface Order {
  readonly machine: string;
  readonly type: OrderType;
  readonly priority: Priority;
  readonly title: string;
  readonly description: string;
  readonly by: string;
  /** The time of the report: days ago at a local time, or hours ago. */
  readonly reported: readonly [days: number, time: string] | number;
  /** Hours from the report until the due time. */
  readonly dueIn: number;
  readonly person?: string;
  readonly team?: string;
  readonly status: Status;
  readonly hours?: number;
  /** The number of days for which work was interrupted. */
  readonly waited?: { readonly days: number; readonly for: string };
  /** The reason for which it was reopened after its completion. */
  readonly reopened?: string;
  /** The reason for which it is on hold, canceled or rejected. */
  readonly reason?: string;
  readonly report?: string;
  readonly parts?: Readonly<Record<string, number>>;
  /** Parts that were returned unused. */
  readonly returned?: Readonly<Record<string, number>>;
  readonly comments?: readonly [person: string, text: string][];
  /** The service request from which it was made. */
  readonly request?: string;
}

export interface Request {
  readonly number: string;
  readonly by: string;
  readonly machine: string;
  readonly title: string;
  readonly description: string;
  readonly serviceType: string;
  readonly priority: Priority;
  readonly reported: readonly [days: number, time: string] | number;
  readonly status: 'pending' | 'approved' | 'rejected' | 'converted_to_task';
  readonly reviewer?: string;
  readonly rejectionReason?: string;
}
