import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { PlatformDb } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { onboardingState, type OnboardingState } from '../domain/onboarding.js';
import { OnboardingStepsService } from './onboarding-steps.service.js';
import { onboardingInRegistry } from './onboarding.queries.js';
import { noteCompletion } from './onboarding.writes.js';
import { TenantProfileService } from './tenant-profile.service.js';

export interface OnboardingView extends OnboardingState {
  /** Of the tenant's row. */
  readonly version: number;
}

/** The checklist of a new account, computed from what there is. */
@Injectable()
export class OnboardingService {
  constructor(
    private readonly db: PlatformDb,
    private readonly steps: OnboardingStepsService,
    private readonly profile: TenantProfileService,
    private readonly config: AppConfig,
  ) {}

  /** Asks both logins at once. */
  async get(): Promise<OnboardingView> {
    const { id } = currentTenant();
    const { baseDomain } = this.config;
    const [done, row] = await Promise.all([this.steps.done(), this.db.one(onboardingInRegistry, { id, baseDomain })]);
    if (!row) throw notFound();
    const isOver = row.onboarding_completed;
    const state = onboardingState(isOver, (step) => (step === 'own_domain' ? !!row.has_domain : done.has(step)));
    if (state.completed && !isOver) await this.db.run(noteCompletion, { id });
    return { ...state, version: row.version };
  }

  async skip(version: number): Promise<OnboardingView> {
    await this.profile.edit(version, { onboardingCompleted: true });
    return this.get();
  }

  async resume(version: number): Promise<OnboardingView> {
    await this.profile.edit(version, { onboardingCompleted: false });
    return this.get();
  }
}
