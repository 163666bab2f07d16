import { Injectable } from '@nestjs/common';
import { PlatformDb } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import { deleteLease, postponeLease, renewLease, type OutboxLease } from './outbox-lease.writes.js';

/**
 * Longer than any transaction: no statement takes longer than 30 seconds, and a transaction may not be idle for longer. Together with
 * the sweep's interval this means that events of a dead process are delivered within a minute.
 */
const LEASE_SECONDS = 45;
const RENEW_BELOW_SECONDS = 32;

/**
 * Tells other processes which tenants may have undelivered events of this one, should it die: a row for each process and active
 * tenant, written before the first event is committed. Tenants where nothing happens have no row.
 */
@Injectable()
export class OutboxLeases {
  private readonly processId = uuidv7();
  private readonly heldUntil = new Map<string, number>();
  private readonly renewals = new Map<string, Promise<void>>();

  constructor(private readonly db: PlatformDb) {}

  async hold({ id }: TenantRef): Promise<void> {
    if ((this.heldUntil.get(id) ?? 0) - performance.now() > RENEW_BELOW_SECONDS * 1_000) return;
    let renewal = this.renewals.get(id);
    if (!renewal) {
      renewal = this.renew(id).finally(() => this.renewals.delete(id));
      this.renewals.set(id, renewal);
    }
    await renewal;
  }

  private async renew(tenantId: string): Promise<void> {
    const start = performance.now();
    await this.db.batch(renewLease(this.processId, tenantId, LEASE_SECONDS));
    this.heldUntil.set(tenantId, start + LEASE_SECONDS * 1_000);
  }

  /** Leases that have run out: the outboxes of their tenants may hold undelivered events. */
  async expired(limit: number): Promise<OutboxLease[]> {
    const [result] = await this.db.batch({
      text: `select process_id as "processId", tenant_id as "tenantId", until::text from public.outbox_leases
        where until < now() order by until limit $1`,
      values: [limit],
      writes: false,
    });
    return result!.rows as unknown as OutboxLease[];
  }

  /** A lease that was renewed in the meantime stays. */
  async drop(lease: OutboxLease): Promise<void> {
    await this.db.batch(deleteLease(lease));
    if (lease.processId === this.processId) this.heldUntil.delete(lease.tenantId);
  }

  /** For a tenant that is retried later, so that until then its lease does not come before those of others. */
  async postpone(lease: OutboxLease, milliseconds: number): Promise<void> {
    await this.db.batch(postponeLease(lease, milliseconds / 1_000));
  }
}
