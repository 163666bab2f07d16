import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import { AppConfig } from '#libs/config';
import { PlatformDb } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import { StripeClient } from './stripe.client.js';
import { keepEvent } from './stripe-inbox.writes.js';

/** Takes what Stripe sends. */
@Injectable()
export class StripeReceiverService {
  constructor(
    private readonly db: PlatformDb,
    private readonly client: StripeClient,
    private readonly config: AppConfig,
  ) {}

  /** Kept before Stripe is answered, and applied later. @returns false for what Stripe has not signed, or long ago */
  async receive(body: Buffer, signature: string): Promise<boolean> {
    const event = this.verified(body, signature);
    if (!event) return false;
    const { id, type, created, data } = event;
    const stripeCustomerId = customerIn(data.object);
    const occurredAt = new Date(created * 1_000);
    await this.db.batch(keepEvent({ id, eventId: uuidv7(), type, stripeCustomerId, occurredAt }));
    return true;
  }

  private verified(body: Buffer, signature: string): Stripe.Event | undefined {
    try {
      return this.client.eventOf(body, signature, this.config.stripe?.webhookSecrets ?? []);
    } catch {
      return undefined;
    }
  }
}

interface About {
  readonly object?: unknown;
  readonly id?: unknown;
  readonly customer?: unknown;
}

/** Whose state may have changed; null for events that are about no customer. */
function customerIn(about: About): string | null {
  if (about.object === 'customer') return idIn(about.id);
  const { customer } = about;
  return idIn(typeof customer === 'object' && customer !== null ? (customer as About).id : customer);
}

function idIn(value: unknown): string | null {
  return typeof value === 'string' && value.length <= 255 ? value : null;
}
