import { runAsSystem } from '#libs/request-context';
import { StripeReconciliationService } from '../../../src/contexts/billing/stripe/application/stripe-reconciliation.service.js';
import { own, type PaidProduct } from './paid-product.js';

/** What Stripe tells is lost, on the application of a spec file. */
export function lostEvents(started: () => PaidProduct): void {
  async function reconcile(): Promise<void> {
    const { testApp, there } = started();
    const one = (by: typeof testApp) => runAsSystem('test', () => by.get(StripeReconciliationService).reconcileSome());
    await Promise.all([one(testApp), one(there)]);
  }
  const lookups = () => started().standIn.received.filter((call) => call === 'GET /v1/subscriptions').length;

  it('are made up for within a day, by one of two processes', async () => {
    const customers = [await started().customer(), await started().customer(), await started().customer()];
    const [failed, ended, kept] = customers;
    started().standIn.state.renew(failed!.subscription, false);
    started().standIn.state.cancel(ended!.subscription);
    started().news();
    await reconcile();
    expect(await own(failed!.admin)).toMatchObject({ status: 'active' });
    await started().query(`update public.stripe_customers set checked_at = now()`);
    for (const { tenant } of customers)
      await started().query(
        `update public.stripe_customers set checked_at = now() - interval '25 hours' where tenant_id = $1`,
        [tenant.ref.id],
      );
    const before = lookups();
    await reconcile();
    expect(lookups()).toBe(before + customers.length);
    expect(await own(failed!.admin)).toMatchObject({ status: 'past_due', nextStep: 'settle_payment' });
    expect(await own(ended!.admin)).toMatchObject({ status: 'past_due', nextStep: 'choose_plan' });
    expect(await own(kept!.admin)).toMatchObject({ status: 'active', nextStep: 'none' });
    await reconcile();
    expect(lookups()).toBe(before + customers.length);
  });

  it('are looked for again soon where Stripe is down', async () => {
    const { tenant, admin, subscription } = await started().customer();
    started().standIn.state.renew(subscription, false);
    started().news();
    const due = (interval: string) =>
      started().query(
        `update public.stripe_customers set checked_at = checked_at - $2::interval where tenant_id = $1`,
        [tenant.ref.id, interval],
      );
    await due('25 hours');
    started().standIn.illness = 'error';
    await reconcile();
    started().standIn.illness = undefined;
    await reconcile();
    expect(await own(admin)).toMatchObject({ status: 'active' });
    await due('11 minutes');
    await reconcile();
    expect(await own(admin)).toMatchObject({ status: 'past_due' });
  });
}
