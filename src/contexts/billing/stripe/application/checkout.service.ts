import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { refuse, uuidv7 } from '#libs/kernel';
import { MailBrands } from '#libs/mail';
import { currentTenant } from '#libs/request-context';
import type { BillingCycle } from '../../subscriptions/domain/billing-period.js';
import { stripeNotSetUp } from '../domain/stripe.errors.js';
import { PlanChoiceService } from './plan-choice.service.js';
import { StripeClient } from './stripe.client.js';
import { StripeCustomerService } from './stripe-customer.service.js';
import { lookupKeyOf, priceParams } from './stripe-price.js';

export interface CheckoutView {
  readonly url: string;
  readonly expiresAt: string;
}

/** Subscribing at Stripe: what is paid there comes back as an event. */
@Injectable()
export class CheckoutService {
  constructor(
    private readonly client: StripeClient,
    private readonly choices: PlanChoiceService,
    private readonly customers: StripeCustomerService,
    private readonly brands: MailBrands,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws 409 `stripe.not_set_up`, 503 `stripe.unavailable`, and as {@link PlanChoiceService.choose} */
  async begin(planId: string, billingCycle: BillingCycle): Promise<CheckoutView> {
    if (!this.client.isSetUp) throw refuse(stripeNotSetUp);
    const plan = await this.choices.choose(planId);
    const customer = await this.customers.ownCustomer();
    const price = await this.client.priceNamed(lookupKeyOf(plan, billingCycle), priceParams(plan, billingCycle));
    const { url, expires_at: expires } = await this.client.createCheckout(
      { ...usual, customer, line_items: [{ price, quantity: 1 }], ...(await this.returns()), ...this.tenantNamed() },
      uuidv7(),
    );
    await this.client.closeOlderCheckouts(customer);
    await this.note(plan.slug, billingCycle);
    return { url: url!, expiresAt: new Date(expires * 1_000).toISOString() };
  }

  /** Never to an address from a request: a stranger could choose it. */
  private async returns() {
    const { address } = await this.brands.ofTenant();
    return { success_url: `${address}/?checkout=done`, cancel_url: `${address}/?checkout=canceled` };
  }

  private tenantNamed() {
    const { id } = currentTenant();
    return { client_reference_id: id, subscription_data: { metadata: { tenant_id: id } } };
  }

  private async note(plan: string, billingCycle: BillingCycle): Promise<void> {
    const entry = { action: 'begin_checkout', resourceType: 'subscription', after: { plan, billingCycle } };
    await this.unitOfWork.writeMany({ statements: [], audits: [entry], events: [] });
  }
}

/** Coupons are given to customers as codes, at Stripe. */
const usual = { mode: 'subscription', allow_promotion_codes: true } as const;
