import { Module } from '@nestjs/common';
import { TenancyFacade, TenancyModule } from '#contexts/tenancy';
import { trialPlan } from './application/trial-plan.queries.js';

@Module({ imports: [TenancyModule] })
export class BillingModule {
  constructor(tenancy: TenancyFacade) {
    tenancy.setTrialPlan(trialPlan);
  }
}
