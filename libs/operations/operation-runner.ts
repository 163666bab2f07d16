import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { isoUtc, TenantDb, UnitOfWork, type Statement } from '#libs/database';
import { problemBody } from '#libs/http';
import { Clock } from '#libs/kernel';
import { currentContext, runInTenant, runOutside, type TenantRef } from '#libs/request-context';
import { nextDue, type NextDue } from './due-operation.queries.js';
import { claimDue, deleteExpired, failExhausted, MAX_ATTEMPTS, type ClaimedOperation } from './due-operation.writes.js';
import { backOffSeconds, failureProblem, failedTooOften, isFinal } from './failed-operation.js';
import { HeldOperation, RunStopped } from './held-operation.js';
import { fail, requeue, succeed, retry } from './operation-hold.writes.js';
import { OperationWakeups } from './operation-wakeups.js';
import { OperationHandlers } from './operation-handlers.js';

const AT_ONCE = 8;
/** So that one tenant's long operations leave room for others'. */
const AT_ONCE_PER_TENANT = 2;
/** How long a shutdown waits for steps in progress. */
const SHUTDOWN_MS = 10_000;

interface Reservation {
  readonly tenant: TenantRef;
  readonly count: number;
}

interface Run {
  readonly tenant: TenantRef;
  readonly held: HeldOperation<object>;
  done: Promise<void>;
}

/** Runs operations apart from the ticks that find them: each for as long as it takes, a bounded number at once. */
@Injectable()
export class OperationRunner implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Operations');
  private readonly runs = new Set<Run>();
  /** Tenants with more operations due than there were free slots. */
  private readonly waiting = new Set<string>();
  /** Slots reserved for claims in progress, so that two claims at once never get more than are free. */
  private readonly reservations = new Set<Reservation>();
  private stopping = false;

  constructor(
    private readonly handlers: OperationHandlers,
    private readonly wakeups: OperationWakeups,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Starts what is due for the tenant, as far as slots are free. @returns when to run again; null for never */
  async startDue(tenant: TenantRef): Promise<Date | null> {
    if (this.stopping) return this.clock.now();
    const reservation = { tenant, count: this.freeSlots(tenant) };
    this.reservations.add(reservation);
    const [claimed, ahead] = await this.claim(reservation).finally(() => this.reservations.delete(reservation));
    for (const operation of claimed) this.start(tenant, operation);
    if (ahead.is_waiting) this.waiting.add(tenant.id);
    return ahead.at === null ? null : new Date(isoUtc(ahead.at));
  }

  /** Resolves when no operation is running in this process. */
  async idle(): Promise<void> {
    while (this.runs.size > 0) await Promise.all([...this.runs].map(({ done }) => done));
  }

  /** A run that does not stop in time is taken over by another process once its lease has run out. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.wakeups.stop();
    for (const { held } of this.runs) held.stop('stopping');
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise((resolve) => (timer = setTimeout(resolve, SHUTDOWN_MS)));
    await Promise.race([this.idle(), timeout]);
    clearTimeout(timer);
    await this.wakeups.settled();
  }

  private async claim({ tenant: { schema }, count }: Reservation): Promise<[ClaimedOperation[], NextDue]> {
    const [, , claimed, ahead] = await this.db.batch(
      failExhausted(schema, problemBody(failedTooOften, '', '')),
      deleteExpired(schema),
      claimDue(schema, this.handlers.kinds, count),
      nextDue(schema),
    );
    return [claimed!.rows, ahead!.rows[0]] as unknown as [ClaimedOperation[], NextDue];
  }

  private freeSlots({ id }: TenantRef): number {
    const taken = [...[...this.runs].map(({ tenant }) => ({ tenant, count: 1 })), ...this.reservations];
    const ofTenant = taken.filter(({ tenant }) => tenant.id === id);
    return Math.max(0, Math.min(AT_ONCE - sum(taken), AT_ONCE_PER_TENANT - sum(ofTenant)));
  }

  private start(tenant: TenantRef, claimed: ClaimedOperation): void {
    const held = new HeldOperation(tenant.schema, claimed, this.db, this.unitOfWork);
    const run: Run = { tenant, held, done: Promise.resolve() };
    this.runs.add(run);
    // the id of the request that started it, so that its traces lead back there
    const begun = { requestId: claimed.request_id ?? claimed.id };
    run.done = runOutside(() => runInTenant(tenant, claimed.kind, () => this.run(run, claimed), begun))
      .finally(() => this.ended(run))
      .catch((error: unknown) => this.logger.warn(`${claimed.kind} ${claimed.id} may be repeated: ${String(error)}`));
    // claimed while the shutdown began
    if (this.stopping) held.stop('stopping');
  }

  private async run({ held, tenant }: Run, claimed: ClaimedOperation): Promise<void> {
    const { kind, handler } = this.handlers.get(claimed.kind);
    let outcome: Statement | undefined;
    try {
      const result = await held.whileHeld(kind.timeLimitSeconds, () => handler.run(claimed.input, held));
      outcome = succeed(held.hold, JSON.stringify(result));
    } catch (error) {
      outcome = this.afterFailure(held, claimed, tenant, held.signal.aborted ? held.signal.reason : error);
    }
    if (outcome) await this.db.batchOnOwnConnection(outcome);
  }

  private afterFailure(
    { hold }: HeldOperation<object>,
    { id, kind, attempts }: ClaimedOperation,
    tenant: TenantRef,
    error: unknown,
  ): Statement | undefined {
    if (error instanceof RunStopped && error.why === 'lost') return undefined;
    if (error instanceof RunStopped && error.why === 'stopping') return requeue(hold);
    const isLast = isFinal(error) || attempts >= MAX_ATTEMPTS;
    this.logger.warn({ err: error, msg: `${kind} ${id} failed${isLast ? '' : ' and will be tried again'}`, attempts });
    if (isLast) return fail(hold, failureProblem(error, id, currentContext().requestId));
    const seconds = backOffSeconds(attempts);
    this.wakeups.wakeLater(tenant.id, seconds);
    return retry(hold, seconds);
  }

  /** A slot is free: wakes tenants that waited for one, and at shutdown the run's own, for another process to go on with it. */
  private async ended(run: Run): Promise<void> {
    this.runs.delete(run);
    if (this.stopping) this.waiting.add(run.tenant.id);
    const tenants = [...this.waiting];
    this.waiting.clear();
    await Promise.all(tenants.map((tenantId) => this.wakeups.wake(tenantId)));
  }
}

function sum(reservations: readonly Reservation[]): number {
  return reservations.reduce((total, { count }) => total + count, 0);
}
