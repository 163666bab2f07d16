import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { assertMayTake, type WorkHolder } from '../domain/work-taker.js';
import { knownTaker } from './user.queries.js';

export interface OpenWork {
  /** Not completed, canceled or rejected. */
  readonly workOrders: number;
  /** Those that name the user or team for the work that they will make. */
  readonly schedules: number;
}

/** What became of the open work of somebody who goes. */
export interface LeftWork extends OpenWork {
  /** Whether all of it went to somebody else; otherwise it stays as it is. */
  readonly isReassigned: boolean;
}

export interface Handover {
  readonly from: WorkHolder;
  readonly to: WorkHolder;
  /** For the history of the work. */
  readonly reason: string;
}

/** The work of users and teams, which belongs to a context below. Both join the open transaction. */
export interface WorkKeeper {
  count(holder: WorkHolder): Promise<OpenWork>;
  /** Locks the work, so that none is left out that was assigned meanwhile. @throws 403 for callers who may not assign it */
  reassign(handover: Handover): Promise<OpenWork>;
}

/** Asks the context that keeps the work, which registers itself at start, so that identity need not know it. */
@Injectable()
export class OpenWorkService {
  private keeper: WorkKeeper | undefined;

  constructor(private readonly db: TenantDb) {}

  setKeeper(keeper: WorkKeeper): void {
    this.keeper = keeper;
  }

  /**
   * Belongs into the transaction in which somebody goes, after the change.
   * @throws 403, 422 `reassignment.unavailable`
   */
  async leftBy(from: WorkHolder, to: WorkHolder | undefined, reason: string): Promise<LeftWork> {
    if (!this.keeper) throw new Error('Nobody says what work there is.');
    if (!to) return { ...(await this.keeper.count(from)), isReassigned: false };
    const { userId = null, teamId = null } = to;
    assertMayTake(to, from, (await this.db.one(knownTaker, { userId, teamId }))!);
    return { ...(await this.keeper.reassign({ from, to, reason })), isReassigned: true };
  }
}
