import type { Money } from '#libs/kernel';

/** What is sold: for which price, up to which limits, with which features. */
export interface PlanTerms {
  readonly priceMonthly: Money;
  /** In the same currency. */
  readonly priceYearly: Money;
  /** null = unlimited */
  readonly maxUsers: number | null;
  readonly maxEquipment: number | null;
  readonly maxStorageGb: number | null;
  readonly maxApiCallsPerMonth: number | null;
  /** Names of what is included. */
  readonly features: readonly string[];
}

export interface NewPlan extends PlanTerms {
  readonly slug: string;
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly sortOrder?: number | undefined;
  readonly isTrial?: boolean | undefined;
}

/** Absent keeps. */
export type PlanChange = { readonly [Name in keyof Omit<NewPlan, 'slug'>]?: NewPlan[Name] | undefined };

/** What a new plan has unless it says otherwise. */
export const planDefaults = { description: null, sortOrder: 100, isTrial: false };

/** As the column keeps them. */
export function storedFeatures(features: readonly string[]): Record<string, boolean> {
  return Object.fromEntries([...features].sort().map((name) => [name, true]));
}

export function featuresIn(stored: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(stored)
    .filter((name) => stored[name] === true)
    .sort();
}
