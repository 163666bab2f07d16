import { Injectable } from '@nestjs/common';
import { auditStatement } from '#libs/audit';
import { PlatformDb, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { giveReason } from '#libs/request-context';
import { stripeEventById, stripeEventList, stripeEventView, type StripeEventView } from './stripe-event.queries.js';
import { replayDead, replayEvent } from './stripe-inbox.writes.js';

/** What Stripe has told, and what became of it. */
@Injectable()
export class StripeEventService {
  constructor(private readonly db: PlatformDb) {}

  list(request: ListRequest): Promise<Page<StripeEventView>> {
    return this.db.pageOfAll(stripeEventList, request);
  }

  async get(id: string): Promise<StripeEventView> {
    const row = await this.db.one(stripeEventById, { id });
    if (!row) throw notFound();
    return stripeEventView(row);
  }

  /** Applies it once more: as it is done by the present state of Stripe, that changes nothing where all is well. */
  async replay(id: string, reason: string): Promise<StripeEventView> {
    const { tenantId, type } = await this.get(id);
    giveReason(reason);
    const entry = { action: 'replay', resourceType: 'stripe_event', resourceId: id, after: { type } };
    await this.db.batch(replayEvent(id), auditStatement('public', [{ ...entry, tenantId: tenantId ?? undefined }]));
    return this.get(id);
  }

  /** Those that were set aside. @returns how many */
  async replayAllDead(reason: string): Promise<number> {
    giveReason(reason);
    const entry = { action: 'replay_dead', resourceType: 'stripe_event' };
    const [replayed] = await this.db.batch(replayDead(), auditStatement('public', [entry]));
    return replayed!.rowCount;
  }
}
