import type { DemoCalendar } from './demo-calendar.js';
import { idOf } from './demo-id.js';
import { DemoRows } from './demo-rows.js';
import type { DemoTenant, Machine, Person, Site, Team } from './demo-tenant.js';

/** What a copy for load tests has of its own. Everything else stays as the first copy made it. */
const multiplied = ['equipment', 'schedule', 'occurrence', 'order', 'history', 'comment', 'visit'] as const;
type Single =
  'user' | 'team' | 'site' | 'building' | 'document' | 'part' | 'purchase' | 'movement' | 'request' | 'notice';
export type Kind = (typeof multiplied)[number] | Single;

/** The tables of one tenant while they become rows: who is who, and under which id. */
export class DemoBook {
  readonly rows = new DemoRows();
  /** When the company began to work with FieldPilot. */
  readonly since: Date;
  private readonly people: ReadonlyMap<string, Person>;
  private readonly teams: ReadonlyMap<string, Team>;
  private readonly sites: ReadonlyMap<string, Site>;
  private readonly machines: ReadonlyMap<string, Machine>;

  constructor(
    readonly tenant: DemoTenant,
    readonly calendar: DemoCalendar,
    /** 1 is the demo itself; each further one has the same machines and work once more. */
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
    const copy = (multiplied as readonly string[]).includes(kind) ? this.copy : 1;
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

  /** When it was reported: days ago at a local time, or hours ago. */
  reported(machine: string, when: readonly [number, string] | number): Date {
    const { timezone } = this.siteOf(machine);
    return typeof when === 'number' ? this.calendar.hoursAgo(when) : this.calendar.at(timezone, ...when);
  }

  /** The first of that role. */
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
