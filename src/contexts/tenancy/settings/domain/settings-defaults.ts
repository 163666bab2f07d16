import {
  defaultPurchasing,
  weekdays,
  type StoredSettings,
  type TenantSettings,
} from '../../tenants/domain/tenant-settings.js';

export const defaultSettings: TenantSettings = {
  timezone: 'UTC',
  locale: 'en',
  currency: 'USD',
  units: 'metric',
  unverifiedUsers: 'everything',
  workingHours: weekdays.slice(0, 5).map((day) => ({ day, start: '08:00', end: '17:00' })),
  holidays: [],
  forgottenDepartureHours: 16,
  branding: { primaryColor: null, accentColor: null, logoUrl: null },
  twoFactorRequiredFor: [],
  twoFactorGraceUntil: null,
  impersonationAllowed: true,
  purchaseApprovalLimit: defaultPurchasing.approvalLimit,
  overReceiptPercent: defaultPurchasing.overReceiptPercent,
};

/** What holds: the stored values, and the default of each that is not stored. Names that no setting has any more are passed over. */
export function settingsInForce(stored: StoredSettings): TenantSettings {
  const { branding } = defaultSettings;
  return { ...known(defaultSettings, stored), branding: known(branding, stored.branding ?? {}) };
}

function known<T extends object>(defaults: T, stored: { readonly [Name in keyof T]?: unknown }): T {
  const names = Object.keys(defaults) as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, stored[name] ?? defaults[name]])) as T;
}
