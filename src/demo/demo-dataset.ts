import type { DemoCalendar } from './demo-calendar.js';
import { idOf } from './demo-id.js';
import { DemoRows } from './demo-rows.js';
import type { DemoTenant, Machine, Person, Site, Team } from './demo-tenant.js';

/** The kinds of rows that each copy for load tests has again; all others exist once. */
const copiedKinds = ['equipment', 'schedule', 'occurrence', 'order', 'history', 'comment', 'visit'] as const;
type Single =
  | ('user' | 'team' | 'site' | 'building' | 'document' | 'part' | 'purchase' | 'movement' | 'request' | 'notice')
  | ('location' | 'transfer' | 'count' | 'program' | 'rate' | 'cost' | 'supplier' | 'part_supplier')
  | 'custom_field';
export type Kind = (typeof copiedKinds)[number] | Single;

/** The demo data of one tenant with its ids, while it is converted to rows. */
export class DemoDataset {
  readonly rows = new DemoRows();
  /** The day on which the company started to use FieldPilot. */
  readonly since: Date;
  private readonly people: ReadonlyMap<string, Person>;
  private readonly teams: ReadonlyMap<string, Team>;
  private readonly sites: ReadonlyMap<string, Site>;
  private readonly machines: ReadonlyMap<string, Machine>;

  constructor(
    readonly tenant: DemoTenant,
    readonly calendar: DemoCalendar,
    /** 1 is the demo itself; each further copy repeats its machines and work orders. */
    readonly copy = 1,
  ) {
    this.since = calendar.at(tenant.timezone, 420, '08:00');
    this.people = byKey(tenant.people);
    this.teams = byKey(tenant.teams);
    this.sites = new Map(tenant.sites.flatMap((site) => site.buildings.map(([building]) => [building, site])));
    this.machines = new Map(tenant.machines.map((machine) => [machine[0], machine]));
  }

  get isOriginal(): boolean {
    return this.copy === 1;
  }

  id(kind: Kind, name: string, sequence = 0): string {
    const copy = (copiedKinds as readonly string[]).includes(kind) ? this.copy : 1;
    return idOf([this.tenant.slug, copy, kind, name], sequence);
  }

  /** The number of a machine in this copy. */
  numberOf(machine: string): string {
    return this.isOriginal ? machine : `${machine}-${this.copy}`;
  }

  person(key: string): Person {
    return known(this.people, key);
  }

  team(key: string): Team {
    return known(this.teams, key);
  }

  machine(number: string): Machine {
    return known(this.machines, number);
  }

  siteOf(machine: string): Site {
    return known(this.sites, this.machine(machine)[2]);
  }

  userId(key: string | null | undefined): string | null {
    return key ? this.id('user', this.person(key).key) : null;
  }

  /** The time of the report: days ago at a local time, or hours ago. */
  reported(machine: string, when: readonly [number, string] | number): Date {
    const { timezone } = this.siteOf(machine);
    return typeof when === 'number' ? this.calendar.hoursAgo(when) : this.calendar.at(timezone, ...when);
  }

  /** The first person with the role. */
  somebody(role: Person['role']): string {
    return this.tenant.people.find((person) => person.role === role)!.key;
  }
}

function byKey<T extends { readonly key: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.key, row]));
}

function known<T>(map: ReadonlyMap<string, T>, key: string): T {
  const found = map.get(key);
  if (found === undefined) throw new Error(`The demo has no "${key}".`);
  return found;
}
