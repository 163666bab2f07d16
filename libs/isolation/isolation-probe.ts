import type { Databases, DatabaseUrls } from '#libs/database';
import type { TenantRef } from '#libs/request-context';
import { catalogueDoors } from './catalogue-doors.js';
import { refusedBy, type Door, type Target } from './door.js';
import { loginDoors } from './login-doors.js';
import { ormDoors } from './orm-doors.js';
import { ProbeSession } from './probe-session.js';
import { sharedTargets, targetsOf } from './probe-targets.js';
import { statementDoors } from './statement-doors.js';
import { surplusRights } from './surplus-rights.js';

export const doors: readonly Door[] = [...ormDoors, ...statementDoors, ...catalogueDoors, ...loginDoors];
export const RIGHTS = 'rights in the catalogues';

/** Where a door is not known to be closed. */
export interface Finding {
  readonly caller: string;
  /** A table, a schema or another object. */
  readonly object: string;
  /** Why it cannot be said whether the door is closed; undefined where it is open. */
  readonly error?: string | undefined;
}

export interface DoorReport {
  readonly door: string;
  readonly tried: number;
  readonly result: 'closed' | 'open' | 'unclear';
  readonly findings: readonly Finding[];
}

/** A tenant that tries, and one whose tables it must not reach; without one only the shared tables are tried. */
export interface Pair {
  readonly caller: TenantRef;
  readonly other?: TenantRef | undefined;
}

/** Tries every table of others, and every shared one, through every door. Changes nothing. */
export class IsolationProbe {
  private readonly tried = new Map<string, number>();
  private readonly findings = new Map<string, Finding[]>();

  constructor(
    private readonly databases: Databases,
    private readonly urls: DatabaseUrls,
  ) {}

  /** @param all every tenant, for the rights that are looked at for all at once */
  async run(pairs: readonly Pair[], all: readonly TenantRef[]): Promise<DoorReport[]> {
    if (this.urls.isolation === 'role' && all.length > 0) await this.compareRights(all);
    for (const pair of pairs) await this.tryPair(pair);
    return [...this.tried.keys()].map((door) => this.report(door));
  }

  private async compareRights(all: readonly TenantRef[]): Promise<void> {
    const schemas = all.map(({ schema }) => schema);
    const found = await this.databases.asMigrator((db) => surplusRights(db, schemas));
    this.tried.set(RIGHTS, schemas.length + 1);
    this.findings.set(
      RIGHTS,
      found.map(({ role, right, object }) => ({ caller: role, object: `${object} (${right})` })),
    );
  }

  private async tryPair({ caller, other }: Pair): Promise<void> {
    const [own, targets] = await this.databases.asMigrator(async (db) => [
      await targetsOf(db, caller),
      [...(other ? await targetsOf(db, other) : []), ...(await sharedTargets(db, this.urls.isolation))],
    ]);
    const session = await ProbeSession.open(this.databases, this.urls, caller);
    try {
      for (const door of doors) await this.tryDoor(door, session, own, targets);
    } finally {
      await session.close();
    }
  }

  private async tryDoor(
    door: Door,
    session: ProbeSession,
    own: readonly Target[],
    all: readonly Target[],
  ): Promise<void> {
    const usable = all.filter((target) => door.canTry?.(session, target) ?? true);
    const targets = door.isOfSchema ? firstOfEachSchema(usable) : usable;
    const isSound = door.isForNobody || (await this.isOpen(door, session, own)) === true;
    for (const target of targets) {
      const outcome = isSound ? await this.attempt(door, session, target) : 'does not work on the tables of the caller';
      this.note(door, session, target, outcome);
    }
  }

  /** Whether the door leads to the caller's own tables: where it does not, being refused those of others says nothing. */
  private async isOpen(door: Door, session: ProbeSession, own: readonly Target[]): Promise<boolean | string> {
    const known = own.find((target) => door.canTry?.(session, target) ?? true);
    return known ? this.attempt(door, session, known) : 'there is no table of the caller';
  }

  /** @returns whether it got through, or an error that does not say */
  private async attempt(door: Door, session: ProbeSession, target: Target): Promise<boolean | string> {
    try {
      return await door.attempt(session, target);
    } catch (error) {
      if (refusedBy(error, door)) return false;
      return error instanceof Error ? error.message : String(error);
    }
  }

  private note({ name }: Door, { caller }: ProbeSession, target: Target, outcome: boolean | string): void {
    this.tried.set(name, (this.tried.get(name) ?? 0) + 1);
    if (outcome === false) return;
    const error = outcome === true ? undefined : outcome;
    const found = { caller: caller.slug, object: `${target.schema}.${target.table}`, ...(error && { error }) };
    this.findings.set(name, [...(this.findings.get(name) ?? []), found]);
  }

  private report(door: string): DoorReport {
    const findings = this.findings.get(door) ?? [];
    const isOpen = findings.some(({ error }) => error === undefined);
    const result = isOpen ? 'open' : findings.length > 0 ? 'unclear' : 'closed';
    return { door, tried: this.tried.get(door)!, result, findings };
  }
}

function firstOfEachSchema(targets: readonly Target[]): Target[] {
  return [...new Map(targets.toReversed().map((target) => [target.schema, target])).values()];
}
