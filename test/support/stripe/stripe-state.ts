import { randomBytes } from 'node:crypto';
import type { EventRecord, PriceRecord, SessionRecord, SubscriptionRecord } from './stripe-records.js';

const DAY = 86_400;

const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

/** What Stripe refuses, with the parameter that is wrong. */
export class RefusedByStripe extends Error {
  constructor(
    message: string,
    readonly param?: string,
  ) {
    super(message);
  }
}

export interface PriceChange {
  readonly item: string;
  readonly price: string;
  readonly at: number;
}

/** What an account at Stripe holds, and what happens there. Its clock stands still until a test moves it. */
export class StripeState {
  readonly customers = new Map<string, { id: string; object: 'customer'; name: string | null; metadata: object }>();
  readonly prices = new Map<string, PriceRecord>();
  readonly sessions = new Map<string, SessionRecord>();
  readonly subscriptions: SubscriptionRecord[] = [];
  /** All that has happened, whether it was sent or not. */
  readonly events: EventRecord[] = [];
  now = Math.floor(Date.now() / 1_000);

  advance(days: number): void {
    this.now += days * DAY;
  }

  createCustomer(name: string | null, metadata: Record<string, string>) {
    const customer = { id: newId('cus'), object: 'customer' as const, name, metadata };
    this.customers.set(customer.id, customer);
    this.happened('customer.created', customer);
    return customer;
  }

  createPrice(given: Omit<PriceRecord, 'id' | 'object'>): PriceRecord {
    const taken = [...this.prices.values()].some(({ lookup_key: key }) => key !== null && key === given.lookup_key);
    if (taken) throw new RefusedByStripe('A price with this lookup key exists already.', 'lookup_key');
    const price = { id: newId('price'), object: 'price' as const, ...given };
    this.prices.set(price.id, price);
    return price;
  }

  createSession(customer: string, priceId: string, metadata: Record<string, string>): SessionRecord {
    const price = this.prices.get(priceId);
    if (!price) throw new RefusedByStripe(`No such price: '${priceId}'`, 'line_items[0][price]');
    if (!this.customers.has(customer)) throw new RefusedByStripe(`No such customer: '${customer}'`, 'customer');
    const id = newId('cs_test');
    const url = `https://checkout.stripe.com/c/pay/${id}`;
    const times = { created: this.now, expires_at: this.now + DAY };
    const session: SessionRecord = {
      id,
      object: 'checkout.session',
      customer,
      url,
      ...times,
      price,
      metadata,
      status: 'open',
    };
    this.sessions.set(id, session);
    return session;
  }

  expireSession(id: string): SessionRecord {
    const session = this.openSession(id);
    session.status = 'expired';
    return session;
  }

  /** What the customer does on the page of Stripe. */
  pay(sessionId: string): SubscriptionRecord {
    const session = this.openSession(sessionId);
    session.status = 'complete';
    const { customer, price, metadata } = session;
    const subscription = this.subscribe(customer, price, metadata);
    this.happened('checkout.session.completed', session);
    this.happened('invoice.paid', { object: 'invoice', id: newId('in'), customer });
    return subscription;
  }

  subscribe(customer: string, price: PriceRecord, metadata: Record<string, string> = {}): SubscriptionRecord {
    const subscription: SubscriptionRecord = {
      ...{ id: newId('sub'), object: 'subscription', customer, created: this.now, metadata, status: 'active' },
      ...{ cancel_at_period_end: false, canceled_at: null, items: { object: 'list', data: [] } },
    };
    subscription.items.data.push({ id: newId('si'), price, ...this.periodFrom(this.now, price) });
    this.subscriptions.unshift(subscription);
    this.happened('customer.subscription.created', subscription);
    return subscription;
  }

  /** The next period, paid or not. */
  renew(subscription: SubscriptionRecord, isPaid: boolean): void {
    const [item] = subscription.items.data;
    Object.assign(item!, this.periodFrom(item!.current_period_end, item!.price));
    subscription.status = isPaid ? 'active' : 'past_due';
    const invoice = { object: 'invoice', id: newId('in'), customer: subscription.customer };
    this.happened(isPaid ? 'invoice.paid' : 'invoice.payment_failed', invoice);
    this.happened('customer.subscription.updated', subscription);
  }

  change(subscription: SubscriptionRecord, change: Partial<SubscriptionRecord>): void {
    Object.assign(subscription, change);
    this.happened('customer.subscription.updated', subscription);
  }

  subscription(id: string): SubscriptionRecord {
    const subscription = this.subscriptions.find((each) => each.id === id);
    if (!subscription) throw new RefusedByStripe(`No such subscription: '${id}'`, 'id');
    return subscription;
  }

  endWithPeriod(id: string, ends: boolean): SubscriptionRecord {
    const subscription = this.running(id);
    this.change(subscription, { cancel_at_period_end: ends });
    return subscription;
  }

  /** The next invoice: what is given back and charged for the rest of the period, and the next one. */
  previewPrice(id: string, change: PriceChange) {
    const { item, price } = this.changed(id, change);
    const rest = BigInt(item.current_period_end - change.at);
    const all = BigInt(item.current_period_end - item.current_period_start);
    const part = (amount: number) => Number((2n * BigInt(amount) * rest + all) / (2n * all));
    const prorated = (amount: number) => ({
      amount,
      parent: { type: 'subscription_item_details', subscription_item_details: { proration: true } },
    });
    const data = [
      prorated(-part(item.price.unit_amount)),
      prorated(part(price.unit_amount)),
      { amount: price.unit_amount, parent: null },
    ];
    const total = data.reduce((sum, { amount }) => sum + amount, 0);
    return { object: 'invoice', currency: price.currency, total, amount_due: Math.max(0, total), lines: { data } };
  }

  changePrice(id: string, change: PriceChange): SubscriptionRecord {
    const { subscription, item, price } = this.changed(id, change);
    item.price = price;
    this.happened('customer.subscription.updated', subscription);
    return subscription;
  }

  openPortal(customer: string) {
    if (!this.customers.has(customer)) throw new RefusedByStripe(`No such customer: '${customer}'`, 'customer');
    const id = newId('bps');
    return { id, object: 'billing_portal.session', customer, url: `https://billing.stripe.com/p/session/${id}` };
  }

  cancel(subscription: SubscriptionRecord): void {
    Object.assign(subscription, { status: 'canceled', canceled_at: this.now });
    this.happened('customer.subscription.deleted', subscription);
  }

  /** The state at that time goes with it, which may be another one when it arrives. */
  happened(type: string, object: object): EventRecord {
    const data = { object: structuredClone(object) };
    const event: EventRecord = {
      ...{ id: newId('evt'), object: 'event', type, created: this.now, api_version: '2026-10-28.endive', data },
    };
    this.events.push(event);
    return event;
  }

  private running(id: string): SubscriptionRecord {
    const subscription = this.subscription(id);
    if (subscription.status === 'canceled') throw new RefusedByStripe('A canceled subscription can only be read.');
    return subscription;
  }

  private changed(id: string, change: PriceChange) {
    const subscription = this.running(id);
    const item = subscription.items.data.find((each) => each.id === change.item);
    const price = this.prices.get(change.price);
    if (!item || !price) throw new RefusedByStripe('No such item or price.', 'items');
    if (change.at < item.current_period_start || change.at > item.current_period_end)
      throw new RefusedByStripe('The proration date is outside of the period.', 'proration_date');
    return { subscription, item, price };
  }

  private openSession(id: string): SessionRecord {
    const session = this.sessions.get(id);
    if (!session) throw new RefusedByStripe(`No such checkout session: '${id}'`, 'id');
    if (session.status !== 'open') throw new RefusedByStripe(`This session is ${session.status}.`);
    return session;
  }

  private periodFrom(start: number, { recurring }: PriceRecord) {
    const end = new Date(start * 1_000);
    if (recurring.interval === 'year') end.setUTCFullYear(end.getUTCFullYear() + 1);
    else end.setUTCMonth(end.getUTCMonth() + 1);
    return { current_period_start: start, current_period_end: Math.floor(end.getTime() / 1_000) };
  }
}
