import { Injectable } from '@nestjs/common';
import { PlatformDb, TenantDb, asynchronousCommit, type Statement, type StatementResult } from '#libs/database';
import { Clock, refuse, uuidv7 } from '#libs/kernel';
import { findContext } from '#libs/request-context';
import type { Claim, ClaimResult } from './claim.js';
import { ExpiredKeysJob } from './expired-keys.job.js';
import type { KeyedRequest } from './idempotency-key.js';
import { findKey, type KeyRow } from './idempotency-key.queries.js';
import { keySchema } from './key-schema.js';
import { deleteExpired, insertKey, releaseKey, storeReply, takeOverKey } from './idempotency-key.writes.js';
import { inFlight, keyReused } from './idempotency.errors.js';
import type { StoredReply } from './stored-reply.js';

/** As long as a statement may take. A request that takes longer can be taken over, and is then refused where it writes. */
const LEASE_SECONDS = 30;
const KEPT_HOURS = 24;
/** Retried in the rare case that the key is released or taken over between the read and the write. */
const MAX_TRIES = 4;
const MOST_AT_ONCE = 100;

/** Keys of users in the tenant's schema, and of operators: each belongs to one request, which is carried out once, and its response. */
@Injectable()
export class IdempotencyKeys {
  constructor(
    private readonly db: TenantDb,
    private readonly platformDb: PlatformDb,
    private readonly clock: Clock,
    private readonly expired: ExpiredKeysJob,
  ) {}

  /**
   * One round trip for a new key.
   * @throws DomainError 409 `idempotency.in_flight`, 422 `idempotency.key_reused`
   */
  async claim(request: KeyedRequest): Promise<ClaimResult> {
    for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
      const claim: Claim = { id: uuidv7(), request, steps: {} };
      if (await this.insert(claim)) return { kind: 'claimed', claim };
      const row = await this.find(request);
      const found = row && (await this.resolve(row, request));
      if (found) return found;
    }
    throw refuse(inFlight);
  }

  /** False when the claim was taken over. */
  async store({ id }: Claim, reply: StoredReply): Promise<boolean> {
    const [stored] = await this.batch(storeReply(keySchema(), id, reply));
    return stored!.rowCount === 1;
  }

  async release({ id }: Claim): Promise<boolean> {
    const results = await this.batch(...releaseKey(keySchema(), id, this.clock.now()));
    return results.some(({ rowCount }) => rowCount === 1);
  }

  /** The response to a request that was taken over. @throws DomainError 409 while that is in progress */
  async replyTo(request: KeyedRequest): Promise<StoredReply> {
    const row = await this.find(request);
    if (row?.status !== 'completed') throw refuse(inFlight);
    return replyIn(row);
  }

  /** Does not wait for the disk, since the later commit of the effect makes the claim durable too. */
  private async insert({ id, request }: Claim): Promise<boolean> {
    const times = this.times();
    const [inserted] = await this.batch(insertKey(keySchema(), id, request, times), ...this.beside(times.now));
    if (inserted!.rowCount === 0) return false;
    const tenant = findContext()?.tenant;
    if (tenant) this.expired.planRun(tenant, times.expiresAt);
    return true;
  }

  /** Operators send few keys: each new one deletes some that have expired. */
  private beside(now: Date): Statement[] {
    return findContext()?.tenant
      ? [asynchronousCommit]
      : [asynchronousCommit, deleteExpired('public', now, MOST_AT_ONCE)];
  }

  private batch(...statements: Statement[]): Promise<StatementResult[]> {
    return (findContext()?.tenant ? this.db : this.platformDb).batch(...statements);
  }

  private async find(request: KeyedRequest): Promise<KeyRow | undefined> {
    const [found] = await this.batch(findKey(keySchema(), request, this.clock.now()));
    return found!.rows[0] as unknown as KeyRow | undefined;
  }

  /** Undefined where another request was faster. */
  private async resolve(row: KeyRow, request: KeyedRequest): Promise<ClaimResult | undefined> {
    if (row.is_expired) return this.takeOver(row, request);
    if (!request.matches(row.request_hash)) throw refuse(keyReused);
    if (row.status === 'completed') return { kind: 'answered', reply: replyIn(row) };
    if (!row.is_free) throw refuse(inFlight);
    return this.takeOver(row, request);
  }

  private async takeOver(row: KeyRow, request: KeyedRequest): Promise<ClaimResult | undefined> {
    const id = uuidv7();
    const [taken] = await this.batch(takeOverKey(keySchema(), row, id, request, this.times()));
    const [mine] = taken!.rows as unknown as Pick<KeyRow, 'effect' | 'steps'>[];
    if (!mine) return undefined;
    const { effect, steps } = mine;
    const claim: Claim = { id, request, steps: steps ?? {} };
    return effect && !steps ? { kind: 'unanswered', claim, effect } : { kind: 'claimed', claim };
  }

  private times(): { now: Date; lockedUntil: Date; expiresAt: Date } {
    const now = this.clock.now();
    const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);
    return { now, lockedUntil: after(LEASE_SECONDS), expiresAt: after(KEPT_HOURS * 3_600) };
  }
}

function replyIn({ response_status: status, response_headers: headers, response_body: body }: KeyRow): StoredReply {
  return { status: status ?? 200, headers: headers ?? {}, body };
}
