import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { isoUtc, TenantDb, UnitOfWork, type Statement } from '#libs/database';
import { problemBody } from '#libs/http';
import { Clock } from '#libs/kernel';
import { currentContext, runInContext, type TenantRef } from '#libs/request-context';
import { lookAhead, type LookAhead } from './due-operation.queries.js';
import { claimDue, forgetExpired, giveUpDeadly, MOST_ATTEMPTS, type ClaimedOperation } from './due-operation.writes.js';
import { backOffSeconds, failureProblem, gaveUp, isFinal } from './failed-operation.js';
import { HeldOperation, RunStopped } from './held-operation.js';
import { fail, handBack, succeed, tryAgain } from './operation-hold.writes.js';
import { OperationCalls } from './operation-calls.js';
import { OperationHandlers } from './operation-handlers.js';

const AT_ONCE = 8;
/** So that one tenant's long operations leave room for others'. */
const AT_ONCE_PER_TENANT = 2;
/** For the steps that are under way when the process stops. */
const PATIENCE_MS = 10_000;

interface KeptPlaces {
  readonly tenant: TenantRef;
  readonly count: number;
}

interface Run {
  readonly tenant: TenantRef;
  readonly held: HeldOperation<object>;
  done: Promise<void>;
}

/** Runs operations beside the beat that finds them: each for as long as it takes, a bounded number at once. */
@Injectable()
export class OperationRunner implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Operations');
  private readonly runs = new Set<Run>();
  /** Tenants of whom more is due than there was room for. */
  private readonly waiting = new Set<string>();
  /** Places kept for what is being claimed, so that two claims at once never get more than there is room for. */
  private readonly kept = new Set<KeptPlaces>();
  private stopping = false;

  constructor(
    private readonly handlers: OperationHandlers,
    private readonly calls: OperationCalls,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Begins what is due for the tenant, as far as there is room; answers when to look again, null for never. */
  async begin(tenant: TenantRef): Promise<Date | null> {
    if (this.stopping) return this.clock.now();
    const places = { tenant, count: this.room(tenant) };
    this.kept.add(places);
    const [claimed, ahead] = await this.claim(places).finally(() => this.kept.delete(places));
    for (const operation of claimed) this.start(tenant, operation);
    if (ahead.is_waiting) this.waiting.add(tenant.id);
    return ahead.at === null ? null : new Date(isoUtc(ahead.at));
  }

  /** When nothing runs here any more. */
  async idle(): Promise<void> {
    while (this.runs.size > 0) await Promise.all([...this.runs].map(({ done }) => done));
  }

  /** What does not stop in time is taken over by others when its lease has run out. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.calls.leave();
    for (const { held } of this.runs) held.stop('stopping');
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
    await Promise.race([this.idle(), patience]);
    clearTimeout(timer);
    await this.calls.settled();
  }

  private async claim({ tenant: { schema }, count }: KeptPlaces): Promise<[ClaimedOperation[], LookAhead]> {
    const [, , claimed, ahead] = await this.db.batch(
      giveUpDeadly(schema, problemBody(gaveUp, '', '')),
      forgetExpired(schema),
      claimDue(schema, this.handlers.kinds, count),
      lookAhead(schema),
    );
    return [claimed!.rows, ahead!.rows[0]] as unknown as [ClaimedOperation[], LookAhead];
  }

  private room({ id }: TenantRef): number {
    const taken = [...[...this.runs].map(({ tenant }) => ({ tenant, count: 1 })), ...this.kept];
    const ofTenant = taken.filter(({ tenant }) => tenant.id === id);
    return Math.max(0, Math.min(AT_ONCE - sum(taken), AT_ONCE_PER_TENANT - sum(ofTenant)));
  }

  private start(tenant: TenantRef, claimed: ClaimedOperation): void {
    const held = new HeldOperation(tenant.schema, claimed, this.db, this.unitOfWork);
    const run: Run = { tenant, held, done: Promise.resolve() };
    this.runs.add(run);
    const actor = { kind: 'system', name: claimed.kind } as const;
    // under the id of the request that asked for it, so that its traces lead back there
    const context = { requestId: claimed.request_id ?? claimed.id, actor, tenant };
    run.done = runInContext(context, () => this.run(run, claimed))
      .finally(() => this.ended(run))
      .catch((error: unknown) => this.logger.warn(`${claimed.kind} ${claimed.id} may be repeated: ${String(error)}`));
    // claimed while the process was told to stop
    if (this.stopping) held.stop('stopping');
  }

  private async run({ held, tenant }: Run, claimed: ClaimedOperation): Promise<void> {
    const { kind, handler } = this.handlers.of(claimed.kind);
    let outcome: Statement | undefined;
    try {
      const result = await held.whileHeld(kind.timeLimitSeconds, () => handler.run(claimed.input, held));
      outcome = succeed(held.hold, JSON.stringify(result));
    } catch (error) {
      outcome = this.afterFailure(held, claimed, tenant, held.signal.aborted ? held.signal.reason : error);
    }
    if (outcome) await this.db.batchApart(outcome);
  }

  private afterFailure(
    { hold }: HeldOperation<object>,
    { id, kind, attempts }: ClaimedOperation,
    tenant: TenantRef,
    error: unknown,
  ): Statement | undefined {
    if (error instanceof RunStopped && error.why === 'lost') return undefined;
    if (error instanceof RunStopped && error.why === 'stopping') return handBack(hold);
    const isLast = isFinal(error) || attempts >= MOST_ATTEMPTS;
    this.logger.warn({ err: error, msg: `${kind} ${id} failed${isLast ? '' : ' and will be tried again'}`, attempts });
    if (isLast) return fail(hold, failureProblem(error, id, currentContext().requestId));
    const seconds = backOffSeconds(attempts);
    this.calls.callLater(tenant.id, seconds);
    return tryAgain(hold, seconds);
  }

  /** There is room again: for others here, or when this process stops for what it gave back elsewhere. */
  private async ended(run: Run): Promise<void> {
    this.runs.delete(run);
    if (this.stopping) this.waiting.add(run.tenant.id);
    const tenants = [...this.waiting];
    this.waiting.clear();
    await Promise.all(tenants.map((tenantId) => this.calls.call(tenantId)));
  }
}

function sum(places: readonly KeptPlaces[]): number {
  return places.reduce((total, { count }) => total + count, 0);
}
