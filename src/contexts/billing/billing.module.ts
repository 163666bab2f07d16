import { Module, type Provider, type Type } from '@nestjs/common';
import { TenancyFacade, TenancyModule, TenantPlansFacade } from '#contexts/tenancy';
import { invoices } from './invoices/invoices.providers.js';
import { largerPlan } from './plans/application/larger-plan.queries.js';
import { trialPlan } from './plans/application/trial-plan.queries.js';
import { plans } from './plans/plans.providers.js';
import { subscriptions } from './subscriptions/subscriptions.providers.js';

const rooms = [plans, subscriptions, invoices];

@Module({
  imports: [TenancyModule],
  controllers: rooms.flatMap(({ controllers }): Type[] => controllers),
  providers: rooms.flatMap(({ providers }): Provider[] => providers),
})
export class BillingModule {
  constructor(tenancy: TenancyFacade, tenantPlans: TenantPlansFacade) {
    tenancy.setTrialPlan(trialPlan);
    tenantPlans.setLargerPlan(largerPlan);
  }
}
