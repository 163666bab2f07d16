import { Injectable } from '@nestjs/common';
import { PlatformDb, type PreparedQuery } from '#libs/database';
import type { PlanFeature } from '../domain/plan-features.js';
import type { PlanLimit } from '../domain/plan-limits.js';

export interface Needed {
  /** A limit that has to allow `amount`. */
  readonly limit: PlanLimit | null;
  readonly amount: number;
  /** A feature that it has to include. */
  readonly feature: PlanFeature | null;
}

/** Finds the smallest plan on offer that meets a need. */
export type LargerPlanQuery = PreparedQuery<Needed, { slug: string }>;

/** Tells whoever is refused something which plan would allow it. */
@Injectable()
export class LargerPlanService {
  private query: LargerPlanQuery | undefined;

  constructor(private readonly db: PlatformDb) {}

  /** Plans are another context's, which says at start how to find one. */
  setQuery(query: LargerPlanQuery): void {
    this.query = query;
  }

  /** @param amount what would be in use */
  async allowing(limit: PlanLimit, amount: number): Promise<string | null> {
    return this.find({ limit, amount, feature: null });
  }

  async including(feature: PlanFeature): Promise<string | null> {
    return this.find({ limit: null, amount: 0, feature });
  }

  private async find(needed: Needed): Promise<string | null> {
    if (!this.query) return null;
    return (await this.db.one(this.query, needed))?.slug ?? null;
  }
}
