import { Injectable } from '@nestjs/common';
import { TenantDb, withoutWaiting } from '#libs/database';
import { Clock, refuse, uuidv7 } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import type { Claim, Found } from './claim.js';
import { ExpiredKeysJob } from './expired-keys.job.js';
import type { KeyedRequest } from './idempotency-key.js';
import { inFlight, keyReused } from './idempotency.errors.js';
import { findKey, insertKey, releaseKey, storeReply, takeKeyOver, type KeyRow } from './key-statements.js';
import type { StoredReply } from './stored-reply.js';

/** No statement lasts longer; a request that does is overtaken, and refused where it writes. */
const LEASE_SECONDS = 30;
const KEPT_HOURS = 24;
/** Tried again when the key was released or taken over between our read and our write, which is rare. */
const MOST_TRIES = 4;

/** Keys in the tenant's schema: each belongs to one request that is carried out once, and to its answer. */
@Injectable()
export class IdempotencyKeys {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly expired: ExpiredKeysJob,
  ) {}

  /**
   * One round trip for a new key.
   * @throws DomainError 409 `idempotency.in_flight`, 422 `idempotency.key_reused`
   */
  async claim(request: KeyedRequest): Promise<Found> {
    for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
      const claim: Claim = { id: uuidv7(), request, steps: {} };
      if (await this.insert(claim)) return { kind: 'claimed', claim };
      const row = await this.find(request);
      const found = row && (await this.judge(row, request));
      if (found) return found;
    }
    throw refuse(inFlight);
  }

  /** False when the claim has been taken over, or answered by who took it over. */
  async store({ id }: Claim, reply: StoredReply): Promise<boolean> {
    const [stored] = await this.db.batch(storeReply(currentTenant().schema, id, reply));
    return stored!.rowCount === 1;
  }

  async release({ id }: Claim): Promise<boolean> {
    const results = await this.db.batch(...releaseKey(currentTenant().schema, id, this.clock.now()));
    return results.some(({ rowCount }) => rowCount === 1);
  }

  /** What became of a claim that was lost. @throws DomainError 409 while the one who took it over is at work */
  async replyTo(request: KeyedRequest): Promise<StoredReply> {
    const row = await this.find(request);
    if (row?.status !== 'completed') throw refuse(inFlight);
    return replyIn(row);
  }

  /** Nobody waits for the disk: the effect, which is committed after the claim, takes it along. */
  private async insert({ id, request }: Claim): Promise<boolean> {
    const times = this.times();
    const tenant = currentTenant();
    const [, inserted] = await this.db.batch(withoutWaiting, insertKey(tenant.schema, id, request, times));
    if (inserted!.rowCount === 0) return false;
    this.expired.lookBy(tenant, times.expiresAt);
    return true;
  }

  private async find(request: KeyedRequest): Promise<KeyRow | undefined> {
    const [found] = await this.db.batch(findKey(currentTenant().schema, request, this.clock.now()));
    return found!.rows[0] as unknown as KeyRow | undefined;
  }

  /** Undefined where somebody else was faster. */
  private async judge(row: KeyRow, request: KeyedRequest): Promise<Found | undefined> {
    if (row.is_expired) return this.takeOver(row, request);
    if (!request.isOf(row.request_hash)) throw refuse(keyReused);
    if (row.status === 'completed') return { kind: 'answered', reply: replyIn(row) };
    if (!row.is_free) throw refuse(inFlight);
    return this.takeOver(row, request);
  }

  private async takeOver(row: KeyRow, request: KeyedRequest): Promise<Found | undefined> {
    const id = uuidv7();
    const [taken] = await this.db.batch(takeKeyOver(currentTenant().schema, row, id, request, this.times()));
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
