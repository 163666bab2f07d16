import type { Role } from '#libs/kernel';

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

export const unitSystems = ['metric', 'imperial'] as const;
export type UnitSystem = (typeof unitSystems)[number];

/** What users may do whose e-mail address is not verified. `own_account` is their profile, password, second factor, address and sessions alone. */
export const unverifiedAccesses = ['everything', 'read_only', 'own_account'] as const;
export type UnverifiedAccess = (typeof unverifiedAccesses)[number];

/** Local times of the tenant's zone, such as 08:00. */
export interface WorkingHours {
  readonly day: Weekday;
  readonly start: string;
  readonly end: string;
}

export interface Holiday {
  readonly date: string;
  readonly name: string;
}

export interface Branding {
  readonly primaryColor: string | null;
  readonly accentColor: string | null;
  readonly logoUrl: string | null;
}

/** What holds for purchase orders. */
export interface PurchasingRules {
  /** Orders that cost more need somebody's approval; null for none. */
  readonly approvalLimit: { readonly amount: string; readonly currency: string } | null;
  /** How much more than was ordered may be received, of each line. */
  readonly overReceiptPercent: number;
}

/** Of an account that has set none. */
export const defaultPurchasing: PurchasingRules = { approvalLimit: null, overReceiptPercent: 0 };

export interface TenantSettings extends TwoFactorPolicy {
  /** Whether operators may act as users. */
  readonly impersonationAllowed: boolean;
  readonly timezone: string;
  readonly locale: string;
  readonly currency: string;
  readonly units: UnitSystem;
  readonly unverifiedUsers: UnverifiedAccess;
  readonly workingHours: readonly WorkingHours[];
  readonly holidays: readonly Holiday[];
  /** After how many hours a visit ends by itself when nobody departs. */
  readonly forgottenDepartureHours: number;
  readonly branding: Branding;
  readonly purchaseApprovalLimit: PurchasingRules['approvalLimit'];
  readonly overReceiptPercent: number;
}

/** Who has to have a second factor. */
export interface TwoFactorPolicy {
  readonly twoFactorRequiredFor: readonly Role[];
  /** Until then they may do without; null: they may not. */
  readonly twoFactorGraceUntil: string | null;
}

/** As the registry keeps them: what is absent has its default. */
export type StoredSettings = Partial<Omit<TenantSettings, 'branding'>> & { readonly branding?: Partial<Branding> };
