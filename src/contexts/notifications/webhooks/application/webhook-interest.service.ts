import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { TenantRef } from '#libs/request-context';
import { Signals, type SignalHandler } from '#libs/signals';

/** The topic of signals about which webhooks there are; the subject is the tenant. */
export const WEBHOOK_CHANGES = 'webhook changes';

const MAX_KEPT = 20_000;
/** What the plan includes may change without a signal. */
const KEPT_MILLISECONDS = 300_000;

/** Remembers the tenants without webhooks, whose events are then delivered to nobody at no cost. */
@Injectable()
export class WebhookInterestService implements SignalHandler {
  private readonly without = new LRUCache<string, true>({ max: MAX_KEPT, ttl: KEPT_MILLISECONDS });
  private changes = 0;

  constructor(private readonly signals: Signals) {
    signals.on(WEBHOOK_CHANGES, this);
  }

  /** False only where there certainly is no webhook. */
  mayWant({ id }: TenantRef): boolean {
    return !this.signals.areReliable || !this.without.has(id);
  }

  /** Whether there are any, as read by this: what changes meanwhile counts. */
  async learn(tenant: TenantRef, read: () => Promise<boolean>): Promise<void> {
    const before = this.changes;
    const hasAny = await read();
    if (!hasAny && before === this.changes) this.without.set(tenant.id, true);
  }

  /** When it resolves, every process knows. */
  async tellOf(tenant: TenantRef): Promise<void> {
    await this.signals.send(WEBHOOK_CHANGES, tenant.id);
  }

  changed(tenantId: string): void {
    this.changes += 1;
    this.without.delete(tenantId);
  }

  missed(): void {
    this.changes += 1;
    this.without.clear();
  }
}
