import { Module, type Provider, type Type } from '@nestjs/common';
import { IdentityModule } from '#contexts/identity';
import { TenancyFacade, TenancyModule, TenantPlansFacade } from '#contexts/tenancy';
import { BillingFacade } from './billing.facade.js';
import { invoices } from './invoices/invoices.providers.js';
import { largerPlan } from './plans/application/larger-plan.queries.js';
import { trialPlan } from './plans/application/trial-plan.queries.js';
import { plans } from './plans/plans.providers.js';
import { stripe } from './stripe/stripe.providers.js';
import { subscriptions } from './subscriptions/subscriptions.providers.js';

const rooms = [plans, subscriptions, invoices, stripe];

@Module({
  imports: [TenancyModule, IdentityModule],
  controllers: rooms.flatMap(({ controllers }): Type[] => controllers),
  providers: [BillingFacade, ...rooms.flatMap(({ providers }): Provider[] => providers)],
  exports: [BillingFacade],
})
export class BillingModule {
  constructor(tenancy: TenancyFacade, tenantPlans: TenantPlansFacade) {
    tenancy.setTrialPlan(trialPlan);
    tenantPlans.setLargerPlan(largerPlan);
  }
}
