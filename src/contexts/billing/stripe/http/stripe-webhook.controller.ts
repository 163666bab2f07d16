import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { AppConfig } from '#libs/config';
import { refuse } from '#libs/kernel';
import { StripeReceiverService } from '../application/stripe-receiver.service.js';
import { notSignedByStripe } from '../domain/stripe.errors.js';

const STRIPE_WEBHOOK_PATH = '/webhooks/stripe';

/** Stripe's own limit is far below. */
const MOST_BYTES = 1024 * 1024;

/** What Stripe alone calls, so it is no part of the API, its document and its limits. The signature is made of the very bytes that came. */
@Injectable()
export class StripeWebhookController implements OnModuleInit {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly receiver: StripeReceiverService,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    if (!this.config.stripe) return;
    // a process without HTTP has no router
    const fastify = this.adapter.httpAdapter?.getInstance<Partial<FastifyInstance> | undefined>();
    fastify?.post?.(STRIPE_WEBHOOK_PATH, { bodyLimit: MOST_BYTES }, async ({ rawBody, headers }, reply) => {
      const { 'stripe-signature': signature } = headers;
      const isKept = rawBody && typeof signature === 'string' && (await this.receiver.receive(rawBody, signature));
      if (!isKept) throw refuse(notSignedByStripe);
      return reply.code(200).send({ received: true });
    });
  }
}
