import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import { PlatformDb, UnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import type { PlanView } from '../../plans/application/plan.queries.js';
import type { BillingCycle } from '../../subscriptions/domain/billing-period.js';
import { moneyOfStripe } from '../domain/stripe-amount.js';
import { notPaidAtStripe, prorationTooOld } from '../domain/stripe.errors.js';
import { paidSubscription } from './paid-subscription.queries.js';
import { PlanChoiceService } from './plan-choice.service.js';
import { StripeClient } from './stripe.client.js';
import { StripeCopyService } from './stripe-copy.service.js';
import { lookupKeyOf, priceParams } from './stripe-price.js';

const PREVIEW_MS = 15 * 60_000;

interface Price {
  readonly amount: string;
  readonly currency: string;
}

export interface PlanSwitch {
  readonly planId: string;
  readonly billingCycle: BillingCycle;
}

export interface PlanSwitchPreview {
  readonly plan: string;
  readonly billingCycle: BillingCycle;
  readonly credit: Price;
  readonly charge: Price;
  readonly nextAmountDue: Price;
  readonly prorationAt: string;
}

interface Switched {
  readonly plan: PlanView;
  readonly subscription: string;
  readonly customer: string;
  readonly price: string;
}

/** Another plan, or cycle, for what the current tenant pays at Stripe. */
@Injectable()
export class PlanSwitchService {
  constructor(
    private readonly db: PlatformDb,
    private readonly client: StripeClient,
    private readonly choices: PlanChoiceService,
    private readonly copies: StripeCopyService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** What it would cost from now on, as Stripe works it out. Changes nothing. */
  async preview(wanted: PlanSwitch): Promise<PlanSwitchPreview> {
    // Stripe counts whole seconds
    const at = new Date(Math.floor(this.clock.now().getTime() / 1_000) * 1_000);
    const { plan, subscription, price } = await this.switched(wanted);
    const invoice = await this.client.previewPrice(subscription, price, at);
    return { plan: plan.slug, billingCycle: wanted.billingCycle, ...amountsOf(invoice), prorationAt: at.toISOString() };
  }

  /** @param at for which it was previewed, so that what is charged is what was shown. A later one would charge less. */
  async change(wanted: PlanSwitch, at: Date): Promise<void> {
    const age = this.clock.now().getTime() - at.getTime();
    if (age < 0 || age > PREVIEW_MS) throw refuse(prorationTooOld);
    const { plan, subscription, customer, price } = await this.switched(wanted);
    await this.client.changePrice(subscription, price, at);
    const after = { plan: plan.slug, billingCycle: wanted.billingCycle };
    const entry = { action: 'change_plan', resourceType: 'subscription', after };
    await this.unitOfWork.writeMany({ statements: [], audits: [entry], events: [] });
    // where the process dies before that, the event of Stripe has it copied
    await this.copies.copy(customer);
  }

  private async switched({ planId, billingCycle }: PlanSwitch): Promise<Switched> {
    const paid = await this.db.one(paidSubscription, { tenantId: currentTenant().id });
    if (!paid) throw refuse(notPaidAtStripe);
    const plan = await this.choices.fitting(planId);
    const price = await this.client.priceNamed(lookupKeyOf(plan, billingCycle), priceParams(plan, billingCycle));
    return { plan, price, subscription: paid.subscription!, customer: paid.customer! };
  }
}

/** What is given back of the present plan, and charged for the rest of the period. */
function amountsOf({ lines, amount_due: due, currency }: Stripe.Invoice) {
  const prorated = lines.data.filter(isProration).map(({ amount }) => amount);
  const sum = (amounts: readonly number[]): Price =>
    moneyOfStripe(
      amounts.reduce((total, amount) => total + amount, 0),
      currency,
    ).toJSON();
  return {
    credit: sum(prorated.filter((amount) => amount < 0).map((amount) => -amount)),
    charge: sum(prorated.filter((amount) => amount > 0)),
    nextAmountDue: sum([due]),
  };
}

function isProration({ parent }: Stripe.InvoiceLineItem): boolean {
  return (parent?.subscription_item_details ?? parent?.invoice_item_details)?.proration === true;
}
