import fc from 'fast-check';
import type { TestTenant } from '#libs/testing';
import type { SubscriptionRecord } from '../../support/stripe/stripe-records.js';
import type { Customer, PaidProduct } from './paid-product.js';

type Step = 'fail' | 'pay' | 'cancel later' | 'cancel';

/** What happens to a subscription, how often each event comes, and what comes next: another step, or which event, and whether it is applied. */
interface Life {
  readonly steps: readonly Step[];
  readonly copies: readonly number[];
  readonly choices: readonly number[];
}

export const lives: fc.Arbitrary<Life> = fc.record({
  steps: fc.shuffledSubarray<Step>(['fail', 'pay', 'cancel later', 'cancel'], { minLength: 1 }),
  copies: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 6, maxLength: 6 }),
  choices: fc.array(fc.nat(1_000), { minLength: 20, maxLength: 40 }),
});

/** Lives one of a customer who had none, while its events come in any order to two processes that apply them. */
export async function live(product: PaidProduct, { subscription }: Customer, life: Life): Promise<SubscriptionRecord> {
  const { standIn, testApp, there } = product;
  const { customer, items } = subscription;
  const { steps, copies, choices } = life;
  const repeated = () =>
    product.news().flatMap((event, at) => Array.from({ length: copies[at % copies.length]! }, () => event));
  product.news();
  const one = standIn.state.subscribe(customer, items.data[0]!.price);
  standIn.state.happened('checkout.session.completed', { object: 'checkout.session', customer });
  standIn.state.happened('invoice.paid', { object: 'invoice', customer });
  const left = [...steps];
  const onTheirWay = repeated();
  const working: Promise<void>[] = [];
  for (let turn = 0; left.length > 0 || onTheirWay.length > 0; turn += 1) {
    const choice = choices[turn % choices.length]!;
    if (left.length > 0 && (choice % 3 === 0 || onTheirWay.length === 0)) {
      takeStep(product, one, left.shift()!);
      onTheirWay.push(...repeated());
      continue;
    }
    const [event] = onTheirWay.splice(choice % onTheirWay.length, 1);
    await product.deliver(standIn.sign(event!), choice % 2 ? testApp : there).expect(200);
    if (choice % 4 === 0) working.push(product.apply(testApp), product.apply(there));
  }
  await Promise.all(working);
  await product.apply();
  return one;
}

function takeStep({ standIn: { state } }: PaidProduct, one: SubscriptionRecord, step: Step): void {
  if (one.status === 'canceled') return;
  if (step === 'cancel') state.cancel(one);
  else if (step === 'cancel later') state.change(one, { cancel_at_period_end: true });
  else state.renew(one, step === 'pay');
}

/** The latest subscription of a tenant, and its state. */
export async function mirrored(product: PaidProduct, tenant: TestTenant) {
  const rows = await product.query(
    `select s.status, s.cancel_at_period_end as cancels, extract(epoch from s.current_period_end)::int as "end", t.status as tenant
      from public.subscriptions as s join public.tenants as t on t.id = s.tenant_id
      where s.tenant_id = $1 order by s.created_at desc, s.id desc limit 1`,
    [tenant.ref.id],
  );
  return rows[0];
}

export function expected({ status, cancel_at_period_end: cancels, items }: SubscriptionRecord) {
  const end = items.data[0]!.current_period_end;
  return { status, cancels, end, tenant: status === 'active' ? 'active' : 'past_due' };
}
