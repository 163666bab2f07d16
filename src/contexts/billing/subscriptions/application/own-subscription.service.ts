import { Injectable } from '@nestjs/common';
import { TenantPlansFacade, type PlanFeature, type TenantStatus, type UsageView } from '#contexts/tenancy';
import { AppConfig } from '#libs/config';
import { isoUtc, PlatformDb } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import type { BillingCycle } from '../domain/billing-period.js';
import { nextStepOf, type NextStep } from '../domain/next-step.js';
import type { PaymentProvider } from '../domain/payment-provider.js';
import { accountOf, periodView } from './subscription.queries.js';

interface Limit {
  /** null = unlimited */
  readonly limit: number | null;
  readonly used: number;
  readonly left: number | null;
  readonly resetsAt: string | null;
}

export interface OwnSubscriptionView {
  readonly plan: string | null;
  readonly planName: string | null;
  readonly status: TenantStatus;
  readonly trialEndsAt: string | null;
  readonly provider: PaymentProvider | null;
  readonly cancelAtPeriodEnd: boolean;
  readonly billingCycle: BillingCycle | null;
  readonly price: { readonly amount: string; readonly currency: string } | null;
  readonly periodStart: string | null;
  readonly periodEnd: string | null;
  readonly users: Limit;
  readonly equipment: Limit;
  readonly storage: Limit;
  readonly apiCallsMonth: Limit;
  readonly features: PlanFeature[];
  readonly nextStep: NextStep;
  readonly advice: string;
}

/** What the account of the current tenant has. */
@Injectable()
export class OwnSubscriptionService {
  constructor(
    private readonly db: PlatformDb,
    private readonly tenantPlans: TenantPlansFacade,
    private readonly config: AppConfig,
  ) {}

  private get takesPayments(): boolean {
    return this.config.stripe !== undefined;
  }

  async get(): Promise<OwnSubscriptionView> {
    const [account, { usage, features }] = await Promise.all([
      this.db.one(accountOf, { tenantId: currentTenant().id }),
      this.tenantPlans.grants(),
    ]);
    if (!account) throw notFound();
    const { status, planName, readAt } = account;
    const trialEndsAt = status === 'trialing' ? isoUtc(account.trialEndsAt) : null;
    const limits = limitsOf(usage);
    const left = Object.values(limits).map((limit) => limit.left);
    const trialEnd = trialEndsAt === null ? null : new Date(trialEndsAt);
    return {
      ...{ plan: usage.plan, planName, status: status as TenantStatus, trialEndsAt },
      ...chargedFor(account),
      ...limits,
      features,
      ...nextStepOf(
        {
          status,
          trialEndsAt: trialEnd,
          left,
          isSubscribed: account.provider !== null,
          takesPayments: this.takesPayments,
        },
        new Date(isoUtc(readAt)),
      ),
    };
  }
}

const nothing = {
  provider: null,
  cancelAtPeriodEnd: false,
  billingCycle: null,
  price: null,
  periodStart: null,
  periodEnd: null,
};

function chargedFor(account: typeof accountOf.row) {
  const { provider, billingCycle, currentPeriodStart, currentPeriodEnd, cancelAtPeriodEnd, currency } = account;
  if (!provider || !billingCycle || !currentPeriodStart || !currentPeriodEnd || !currency) return nothing;
  const period = { provider, billingCycle, currentPeriodStart, currentPeriodEnd };
  return {
    provider,
    cancelAtPeriodEnd: cancelAtPeriodEnd ?? false,
    billingCycle,
    price: { amount: account.amount, currency },
    ...periodView(period, account.readAt),
  };
}

function limitsOf({ users, equipment, storage, apiCallsMonth }: UsageView) {
  const withLeft = (use: UsageView['users']): Limit => ({
    ...use,
    left: use.limit === null ? null : Math.max(0, use.limit - use.used),
  });
  return {
    users: withLeft(users),
    equipment: withLeft(equipment),
    storage: withLeft(storage),
    apiCallsMonth: withLeft(apiCallsMonth),
  };
}
