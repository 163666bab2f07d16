import { Injectable } from '@nestjs/common';
import { TenantDb, type Statement } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import { onboardingSteps, type OnboardingStep } from '../domain/onboarding.js';

/** A query of one row, which says whether a step is `done`. */
export interface StepQuery {
  bind(schema: string, values: object): Statement;
}

// `own_domain` is in the registry.
const stepsOfTenant = onboardingSteps.filter((step) => step !== 'own_domain');

/** The steps in the tenant's schema that other contexts register at start, so that tenancy need not know their tables. */
@Injectable()
export class OnboardingStepsService {
  private readonly queries = new Map<OnboardingStep, StepQuery>();

  constructor(private readonly db: TenantDb) {}

  add(step: OnboardingStep, query: StepQuery): void {
    this.queries.set(step, query);
  }

  /** In one round trip. @throws Error where nobody has registered a step: it would be open for ever */
  async done(): Promise<Set<OnboardingStep>> {
    const { schema } = currentTenant();
    const results = await this.db.batch(...stepsOfTenant.map((step) => this.queryOf(step).bind(schema, {})));
    return new Set(stepsOfTenant.filter((_, index) => results[index]!.rows[0]!['done']));
  }

  private queryOf(step: OnboardingStep): StepQuery {
    const query = this.queries.get(step);
    if (!query) throw new Error(`Nobody says whether the step ${step} is done.`);
    return query;
  }
}
