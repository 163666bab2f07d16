import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { TenantDb, type Statement } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import { onboardingSteps, type OnboardingStep } from '../domain/onboarding.js';

/** A query of one row, which says whether a step is `done`. */
export interface StepQuery {
  bind(schema: string, values: object): Statement;
}

/** The steps in the tenant's schema that other contexts register at start, so that tenancy need not know their tables. */
@Injectable()
export class OnboardingStepsService implements OnApplicationBootstrap {
  private readonly queries = new Map<OnboardingStep, StepQuery>();

  constructor(private readonly db: TenantDb) {}

  add(step: OnboardingStep, query: StepQuery): void {
    this.queries.set(step, query);
  }

  /** `own_domain` is in the registry. */
  onApplicationBootstrap(): void {
    const missing = onboardingSteps.filter((step) => step !== 'own_domain' && !this.queries.has(step));
    if (missing.length > 0) throw new Error(`Nobody says whether these steps are done: ${missing.join(', ')}.`);
  }

  /** In one round trip. */
  async done(): Promise<Set<OnboardingStep>> {
    const { schema } = currentTenant();
    const asked = [...this.queries];
    const results = await this.db.batch(...asked.map(([, query]) => query.bind(schema, {})));
    return new Set(asked.flatMap(([step], index) => (results[index]!.rows[0]!['done'] ? [step] : [])));
  }
}
