import { StripeInboxService } from '../../../src/contexts/billing/stripe/application/stripe-inbox.service.js';
import { runAsSystem } from '#libs/request-context';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import type { EventRecord, SignedEvent, SubscriptionRecord } from '../../support/stripe/stripe-records.js';
import { startStripeStandIn, type StripeStandIn } from '../../support/stripe/stripe-stand-in.js';
import { operatorClient } from './operator-client.js';

export const usd = (amount: string) => ({ amount, currency: 'USD' });
export const sessionIn = (url: string): string => url.split('/').at(-1)!;

interface Plan {
  readonly id: string;
  readonly slug: string;
}

export interface Customer {
  readonly tenant: TestTenant;
  readonly admin: HttpClient;
  readonly planId: string;
  readonly subscription: SubscriptionRecord;
}

export const begin = (client: HttpClient, planId: string, billingCycle = 'monthly') =>
  client.post('/v1/subscription/checkout').send({ planId, billingCycle });

export const own = async (client: HttpClient) => (await client.get('/v1/subscription').expect(200)).body;

/** Two processes whose customers pay at Stripe. Neither applies events by itself. */
export class PaidProduct {
  private plans = 0;
  private seen = 0;

  private constructor(
    readonly standIn: StripeStandIn,
    readonly testApp: TestApp,
    readonly there: TestApp,
    readonly operator: HttpClient,
  ) {}

  static async start(): Promise<PaidProduct> {
    const standIn = await startStripeStandIn();
    const environment = { ROLE: 'api', ...standIn.environment };
    const testApp = await createTestApp({ environment });
    const { jwt: JWT_SECRET, cursor: CURSOR_SECRET, encryption: ENCRYPTION_KEY } = testApp.config.secrets;
    const same = { ...environment, JWT_SECRET, CURSOR_SECRET, ENCRYPTION_KEY };
    const there = await createTestApp({ database: testApp.database, environment: same });
    return new PaidProduct(standIn, testApp, there, await operatorClient(await provisionTestTenant(testApp)));
  }

  query(text: string, values: unknown[] = []) {
    return this.testApp.database.query(text, values);
  }

  async plan(given: object = {}): Promise<Plan> {
    this.plans += 1;
    const named = { slug: `paid-${this.plans}`, name: `Paid ${this.plans}` };
    const prices = { priceMonthly: usd('19.90'), priceYearly: usd('199.00') };
    const limits = { maxUsers: 10, maxEquipment: 10, maxStorageGb: 1, maxApiCallsPerMonth: 100_000 };
    const { body } = await this.operator
      .post('/admin/v1/plans')
      .send({ ...named, ...prices, ...limits, features: ['api_access'], reason: 'for a test', ...given })
      .expect(201);
    return body as Plan;
  }

  async customer(): Promise<Customer> {
    const tenant = await provisionTestTenant(this.testApp);
    const admin = await tenant.as('admin');
    const { id: planId } = await this.plan();
    const { body } = await begin(admin, planId).expect(200);
    const subscription = this.standIn.state.pay(sessionIn(body.url as string));
    await this.deliverNews();
    return { tenant, admin, planId, subscription };
  }

  /** What has happened at Stripe since the last call, in order. */
  news(): EventRecord[] {
    const events = this.standIn.state.events.slice(this.seen);
    this.seen = this.standIn.state.events.length;
    return events;
  }

  deliver({ body, signature }: SignedEvent, to = this.testApp) {
    const request = to.anonymous.post('/webhooks/stripe').set('Content-Type', 'application/json');
    return request.set('Stripe-Signature', signature).send(body);
  }

  async deliverNews(): Promise<void> {
    for (const event of this.news()) await this.deliver(this.standIn.sign(event)).expect(200);
    await this.apply();
  }

  apply(by = this.testApp): Promise<void> {
    return runAsSystem('test', () => by.get(StripeInboxService).applyDue());
  }
}
