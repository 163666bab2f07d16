import type { TenantDb, UnitOfWork } from '#libs/database';
import type { ClaimedOperation } from './due-operation.writes.js';
import { saveCheckpoint, renew, type Hold } from './operation-hold.writes.js';
import { LEASE_SECONDS } from './operation-table.js';
import type { OperationRun } from './operation-handler.js';

/** A run was stopped from outside, not by a failure of its own. */
export class RunStopped extends Error {
  constructor(readonly why: 'lost' | 'out_of_time' | 'stopping') {
    super(`The run stops: ${why}`);
  }
}

const RENEW_EVERY_MS = (LEASE_SECONDS * 1_000) / 4;

/** One run of one operation in this process, while it holds the lease. Runs in the tenant's context. */
export class HeldOperation<Result extends object> implements OperationRun<Result> {
  readonly id: string;
  readonly requestedBy: string | null;
  readonly savedResult: Result | null;
  readonly hold: Hold;
  private readonly controller = new AbortController();
  private readonly timers: NodeJS.Timeout[] = [];
  private renewedAt = performance.now();

  constructor(
    schema: string,
    { id, lease, requested_by: requestedBy, result }: ClaimedOperation,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
  ) {
    this.hold = { schema, id, lease };
    this.id = id;
    this.requestedBy = requestedBy;
    this.savedResult = result as Result | null;
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  stop(why: RunStopped['why']): void {
    this.controller.abort(new RunStopped(why));
  }

  private lost(): Error {
    this.stop('lost');
    return this.signal.reason as Error;
  }

  async checkpoint(progress: number, result?: Result): Promise<void> {
    this.signal.throwIfAborted();
    const noted = { progress: Math.floor(progress), result: result === undefined ? null : JSON.stringify(result) };
    await this.unitOfWork.execute(saveCheckpoint(this.hold, noted, () => this.lost()));
    this.renewedAt = performance.now();
  }

  /** Settles with the work, or as soon as it is stopped, so that nothing waits for a handler that hangs. */
  async whileHeld<T>(timeLimitSeconds: number, work: () => Promise<T>): Promise<T> {
    this.timers.push(setInterval(() => void this.renew(), RENEW_EVERY_MS).unref());
    this.timers.push(setTimeout(() => this.stop('out_of_time'), timeLimitSeconds * 1_000).unref());
    const stopped = new Promise<never>((_, reject) => {
      this.signal.addEventListener('abort', () => reject(this.signal.reason as Error), { once: true });
    });
    try {
      return await Promise.race([work(), stopped]);
    } finally {
      this.timers.forEach(clearTimeout);
    }
  }

  /** A database that does not answer stops the run only once the lease must have run out. */
  private async renew(): Promise<void> {
    const asked = performance.now();
    try {
      const [renewed] = await this.db.batchOnOwnConnection(renew(this.hold));
      if (renewed!.rowCount === 0) this.stop('lost');
      else this.renewedAt = asked;
    } catch {
      if (asked - this.renewedAt > LEASE_SECONDS * 1_000) this.stop('lost');
    }
  }
}
