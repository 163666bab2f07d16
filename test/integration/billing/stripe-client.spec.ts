import { AppConfig, loadConfig } from '#libs/config';
import { startStripeStandIn, type Illness, type StripeStandIn } from '../../support/stripe/stripe-stand-in.js';
import { STRIPE_VERSION, StripeClient } from '../../../src/contexts/billing/stripe/application/stripe.client.js';

let standIn: StripeStandIn;

beforeEach(async () => {
  standIn = await startStripeStandIn();
});

function clientOf(callMilliseconds = 5_000): StripeClient {
  const { stripe } = loadConfig({ NODE_ENV: 'test', ...standIn.environment }, { readsOnly: true });
  return Object.assign(new StripeClient(new AppConfig({ stripe } as AppConfig)), { callMilliseconds });
}

const price = {
  currency: 'eur',
  unit_amount: 1_990,
  recurring: { interval: 'month' },
  product_data: { name: 'Basic' },
} as const;
const unavailable = expect.objectContaining({ code: 'stripe.unavailable', extra: { retryAfterSeconds: 30 } });

describe('the client of Stripe', () => {
  it('makes one customer for an account and one price for a name, of calls at once too', async () => {
    const client = clientOf();
    const tenant = { id: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b100', name: 'Acme & Söhne' };
    const customers = await Promise.all(Array.from({ length: 5 }, () => client.createCustomer(tenant)));
    expect(new Set(customers).size).toBe(1);
    const prices = await Promise.all(Array.from({ length: 5 }, () => client.priceNamed('basic_1_monthly', price)));
    expect(new Set([...prices, await clientOf().priceNamed('basic_1_monthly', price)]).size).toBe(1);
    expect([...standIn.state.prices.values()]).toEqual([expect.objectContaining({ unit_amount: 1_990 })]);
  });

  it('tells what Stripe refuses from Stripe being ill', async () => {
    const client = clientOf();
    const wrong = { ...price, colour: 'red' } as never;
    for (let attempt = 0; attempt < 8; attempt += 1)
      await expect(client.priceNamed('wrong', wrong)).rejects.toThrow(
        expect.objectContaining({ code: 'stripe.refused' }),
      );
    await expect(client.priceNamed('right', price)).resolves.toMatch(/^price_/);
  });

  it.each<Illness>(['error', 'limited', 'slow', 'silent', 'junk'])(
    'ends a call in time where Stripe is ill: %s',
    async (illness) => {
      const client = clientOf(400);
      standIn.illness = illness;
      const began = performance.now();
      await expect(client.subscriptionsOf('cus_1')).rejects.toThrow(unavailable);
      expect(performance.now() - began).toBeLessThan(2_000);
    },
  );

  it('asks no more for a while after five calls that failed', async () => {
    const client = clientOf(100);
    standIn.illness = 'silent';
    for (let call = 0; call < 5; call += 1) await expect(client.subscriptionsOf('cus_1')).rejects.toThrow(unavailable);
    const asked = standIn.received.length;
    standIn.illness = undefined;
    const began = performance.now();
    await expect(client.subscriptionsOf('cus_1')).rejects.toThrow(unavailable);
    expect(performance.now() - began).toBeLessThan(50);
    expect(standIn.received.length).toBeLessThanOrEqual(asked + 1);
  });

  it('speaks the version that the types of its package describe', async () => {
    await clientOf().subscriptionsOf('cus_1');
    expect(standIn.state.happened('ping', {}).api_version).toBe(STRIPE_VERSION);
  });
});
