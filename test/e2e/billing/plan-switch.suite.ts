import fc from 'fast-check';
import { Money } from '#libs/kernel';
import { runs } from '../../support/sampling.js';
import { own, usd, type Customer, type PaidProduct } from './paid-product.js';

interface Preview {
  readonly credit: Money;
  readonly charge: Money;
  readonly nextAmountDue: Money;
  readonly prorationAt: string;
}

/** Hundredths as the API writes them. */
function decimal(cents: number): string {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Another plan for what is paid at Stripe, on the application of a spec file. */
export function planSwitches(started: () => PaidProduct): void {
  const preview = ({ admin }: Customer, planId: string, billingCycle = 'monthly') =>
    admin.post('/v1/subscription/plan-preview').send({ planId, billingCycle });
  const change = ({ admin }: Customer, planId: string, prorationAt: string) =>
    admin.post('/v1/subscription/switch-plan').send({ planId, billingCycle: 'monthly', prorationAt });
  const agoSeconds = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();

  it('is previewed, and holds with its limits at once', async () => {
    const customer = await started().customer();
    const larger = await started().plan({ priceMonthly: usd('49.90'), maxUsers: 50 });
    const { body } = await preview(customer, larger.id).expect(200);
    expect(body).toMatchObject({ plan: larger.slug, billingCycle: 'monthly', charge: { currency: 'USD' } });
    expect(await own(customer.admin)).toMatchObject({ price: usd('19.90') });
    const after = await change(customer, larger.id, body.prorationAt as string).expect(200);
    const now = { plan: larger.slug, price: usd('49.90'), provider: 'stripe', users: { limit: 50 } };
    expect(after.body).toMatchObject(now);
    expect(customer.subscription.items.data[0]!.price.unit_amount).toBe(4_990);
    await started().deliverNews();
    expect(await own(customer.admin)).toMatchObject(now);
  });

  it('adds up to the cent, whatever the prices and the time', async () => {
    const customer = await started().customer();
    const prices = fc.integer({ min: 0, max: 9_999_999 }).map(decimal);
    const days = fc.integer({ min: 0, max: 27 });
    const [item] = customer.subscription.items.data;
    const length = item!.current_period_end - item!.current_period_start;
    await fc.assert(
      fc.asyncProperty(prices, days, async (price, day) => {
        const plan = await started().plan({ priceMonthly: usd(price) });
        const start = Math.floor(Date.now() / 1_000) - day * 86_400;
        Object.assign(item!, { current_period_start: start, current_period_end: start + length });
        const { body } = await preview(customer, plan.id).expect(200);
        const money = (name: keyof Preview) => Money.of((body[name] as Money).amount, 'USD');
        const due = Money.of(price, 'USD').plus(money('charge')).minus(money('credit'));
        expect(money('nextAmountDue').amount).toBe(due.amount.startsWith('-') ? '0.00' : due.amount);
      }),
      { numRuns: runs(10) },
    );
  });

  it('is charged as it was shown, and not for a later moment, which would cost less', async () => {
    const customer = await started().customer();
    const { id } = await started().plan();
    for (const moment of [agoSeconds(16 * 60), agoSeconds(-60)])
      await change(customer, id, moment).expect(422, /subscription\.preview_too_old/);
    await customer.tenant.addUser('technician');
    const small = await started().plan({ maxUsers: 1 });
    for (const answer of [await preview(customer, small.id), await change(customer, small.id, agoSeconds(1))])
      expect(answer).toMatchObject({ status: 409, body: { code: 'plan.too_small', over: [{ limit: 'users' }] } });
    expect(await own(customer.admin)).toMatchObject({ price: usd('19.90') });
  });
}
