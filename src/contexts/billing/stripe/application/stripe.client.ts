import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { circuitBreaker, ConsecutiveBreaker, handleWhen, BrokenCircuitError } from 'cockatiel';
import { Stripe } from 'stripe';
import { AppConfig, type StripeConfig } from '#libs/config';
import { refuse, withTimeout } from '#libs/kernel';
import { refusedByStripe, stripeNotSetUp, stripeUnavailable } from '../domain/stripe.errors.js';

/** What all calls are made by and all answers are read by, whatever version the account at Stripe is set to. */
export const STRIPE_VERSION = '2026-10-28.endive';

const ATTEMPT_MS = 5_000;
const FAILURES_IN_A_ROW = 5;
const PAUSE_MS = 20_000;
/** Of subscriptions of one customer: Stripe answers so many at most. */
const MOST = 100;

/**
 * The calls of Stripe that the product makes, each within a time, and with a key by which Stripe does nothing twice. While Stripe is down
 * calls fail at once instead of each waiting for it.
 */
@Injectable()
export class StripeClient {
  /** With its retries, and also where an answer comes byte by byte. */
  readonly callMilliseconds: number = 15_000;
  private readonly logger = new Logger('Stripe');
  private readonly stripe: Stripe | undefined;
  private readonly breaker = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: PAUSE_MS,
    breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW),
  });

  constructor({ stripe }: AppConfig) {
    this.stripe = stripe && clientOf(stripe);
  }

  get isSetUp(): boolean {
    return this.stripe !== undefined;
  }

  /** @throws Error for one that is not signed by any of the secrets, or was signed long ago */
  eventOf(body: Buffer, signature: string, secrets: readonly string[]): Stripe.Event {
    const { webhooks } = this.client();
    const [present = '', former] = secrets;
    try {
      return webhooks.constructEvent(body, signature, present);
    } catch (error) {
      if (former === undefined) throw error;
      return webhooks.constructEvent(body, signature, former);
    }
  }

  /** The same customer for the same account, also of two calls at once. */
  async createCustomer(tenant: { readonly id: string; readonly name: string }): Promise<string> {
    const params = { name: tenant.name, metadata: { tenant_id: tenant.id } };
    const customer = await this.ask((stripe) => stripe.customers.create(params, once('customer', params)));
    return customer.id;
  }

  /** The price of this name, made where there is none. */
  async priceNamed(lookupKey: string, params: Stripe.PriceCreateParams): Promise<string> {
    const { data } = await this.ask((stripe) => stripe.prices.list({ lookup_keys: [lookupKey], limit: 1 }));
    const [known] = data;
    if (known) return known.id;
    const named = { ...params, lookup_key: lookupKey };
    return (await this.ask((stripe) => stripe.prices.create(named, once('price', named)))).id;
  }

  createCheckout(params: Stripe.Checkout.SessionCreateParams, key: string): Promise<Stripe.Checkout.Session> {
    return this.ask((stripe) => stripe.checkout.sessions.create(params, { idempotencyKey: key }));
  }

  /** So that nobody pays for two: of all that a customer has begun only the latest can be ended. */
  async closeOlderCheckouts(customer: string): Promise<void> {
    const open = { customer, status: 'open', limit: MOST } as const;
    const { data } = await this.ask((stripe) => stripe.checkout.sessions.list(open));
    const older = data.slice(1);
    await Promise.all(older.map(({ id }) => this.ask((stripe) => expireUnlessEnded(stripe, id))));
  }

  /** The address of a page that only this customer may use, for some minutes. */
  async createPortal(customer: string, returnUrl: string): Promise<string> {
    const params = { customer, return_url: returnUrl };
    return (await this.ask((stripe) => stripe.billingPortal.sessions.create(params))).url;
  }

  async endWithPeriod(subscription: string, ends: boolean): Promise<void> {
    await this.ask((stripe) => stripe.subscriptions.update(subscription, { cancel_at_period_end: ends }));
  }

  /** The next invoice as it would be with another price from that moment on. */
  async previewPrice(subscription: string, price: string, at: Date): Promise<Stripe.Invoice> {
    const change = await this.changeTo(subscription, price, at);
    return this.ask((stripe) => stripe.invoices.createPreview({ subscription, subscription_details: change }));
  }

  /** What is left of the present price is given back with the next invoice. */
  async changePrice(subscription: string, price: string, at: Date): Promise<void> {
    const change = await this.changeTo(subscription, price, at);
    await this.ask((stripe) => stripe.subscriptions.update(subscription, change));
  }

  /** All that a customer has or had, as it is now, the latest first. */
  async subscriptionsOf(customer: string): Promise<Stripe.Subscription[]> {
    const { data } = await this.call((stripe) => stripe.subscriptions.list({ customer, status: 'all', limit: MOST }));
    return data;
  }

  private async changeTo(subscription: string, price: string, at: Date) {
    const { items } = await this.ask((stripe) => stripe.subscriptions.retrieve(subscription));
    const proration = {
      proration_behavior: 'create_prorations',
      proration_date: Math.floor(at.getTime() / 1_000),
    } as const;
    return { items: [{ id: items.data[0]!.id, price }], ...proration };
  }

  /** For somebody who waits, and can do nothing about what Stripe refuses. @throws DomainError 409 `stripe.refused` */
  private async ask<T>(work: (stripe: Stripe) => Promise<T>): Promise<T> {
    try {
      return await this.call(work);
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeError)) throw error;
      this.logger.error(`Stripe refuses: ${error.message}`);
      throw refuse(refusedByStripe);
    }
  }

  private async call<T>(work: (stripe: Stripe) => Promise<T>): Promise<T> {
    const stripe = this.client();
    try {
      return await this.breaker.execute(() => withTimeout(work(stripe), this.callMilliseconds));
    } catch (error) {
      if (!isOutage(error) && !(error instanceof BrokenCircuitError)) throw error;
      this.logger.warn(`Stripe does not answer: ${reasonOf(error)}`);
      throw refuse(stripeUnavailable);
    }
  }

  /** @throws DomainError 409 `stripe.not_set_up` */
  private client(): Stripe {
    if (!this.stripe) throw refuse(stripeNotSetUp);
    return this.stripe;
  }
}

function clientOf({ secretKey, apiBase }: StripeConfig): Stripe {
  const { protocol, hostname, port } = new URL(apiBase ?? 'https://api.stripe.com');
  return new Stripe(secretKey, {
    apiVersion: STRIPE_VERSION,
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    ...(port !== '' && { port }),
    timeout: ATTEMPT_MS,
    maxNetworkRetries: 2,
    telemetry: false,
  });
}

/** Another call may have closed it meanwhile, or somebody has paid. */
async function expireUnlessEnded(stripe: Stripe, session: string): Promise<void> {
  await stripe.checkout.sessions.expire(session).catch((error: unknown) => {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
  });
}

/** Equal calls have an effect once, other ones do not get in their way. */
function once(kind: string, params: object): Stripe.RequestOptions {
  const digest = createHash('sha256').update(JSON.stringify(params)).digest('hex');
  return { idempotencyKey: `${kind}:${digest}` };
}

/** Not where Stripe has answered that it will not: another try would end in the same way, and says nothing of its health. */
function isOutage(error: unknown): boolean {
  const { StripeConnectionError, StripeAPIError, StripeRateLimitError, StripeError } = Stripe.errors;
  if (!(error instanceof StripeError)) return error instanceof Error && !(error instanceof TypeError);
  return [StripeConnectionError, StripeAPIError, StripeRateLimitError].some((kind) => error instanceof kind);
}

/** Messages of Stripe may tell parts of what was sent. */
function reasonOf(error: unknown): string {
  return error instanceof Stripe.errors.StripeError ? error.type : String(error);
}
