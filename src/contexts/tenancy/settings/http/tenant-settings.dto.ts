import { ApiSchema } from '@nestjs/swagger';
import { roles, type Money, type Role } from '#libs/kernel';
import {
  ArrayField,
  BooleanField,
  CurrencyField,
  DateField,
  DateTimeField,
  EnumField,
  enumeration,
  IntegerField,
  items,
  LocaleField,
  MoneyField,
  ObjectField,
  StringField,
  TimezoneField,
  type FieldOptions,
  type MoneyDto,
} from '#libs/http';
import {
  unitSystems,
  unverifiedAccesses,
  weekdays,
  type Holiday,
  type TenantSettings,
  type UnitSystem,
  type UnverifiedAccess,
  type Weekday,
  type WorkingHours,
} from '../../tenants/domain/tenant-settings.js';
import type { SettingsChange } from '../domain/settings-change.js';
import { BrandingDto, UpdateBrandingDto } from './branding.dto.js';

const weekday = enumeration({ name: 'Weekday', description: 'A day of the week', values: weekdays });
const unverifiedAccess = enumeration({
  name: 'UnverifiedAccess',
  description:
    'What users may do whose e-mail address is not verified, within their role: everything, only read, or nothing but look after their own profile, password, second factor, address and sessions',
  values: unverifiedAccesses,
});
const unitSystem = enumeration({ name: 'UnitSystem', description: 'Units of measurement', values: unitSystems });

const twoFactorRole = enumeration({
  name: 'TwoFactorRole',
  description: 'A role whose users may have to have a second factor',
  values: roles,
});

const localTime = {
  maxLength: 5,
  pattern: /^([01][0-9]|2[0-3]):[0-5][0-9]$/,
  patternDetail: 'must be a time of the day such as 08:00',
};

@ApiSchema({ name: 'WorkingHours' })
export class WorkingHoursDto {
  @EnumField({ description: 'The day', example: 'monday', of: weekday })
  day: Weekday;

  @StringField({ description: 'When work begins, in the time zone of the account', example: '08:00', ...localTime })
  start: string;

  @StringField({ description: 'When work ends; later than it begins', example: '17:00', ...localTime })
  end: string;
}

@ApiSchema({ name: 'Holiday' })
export class HolidayDto {
  @DateField({ description: 'The day', example: '2027-01-01' })
  date: string;

  @StringField({ description: 'What it is called', example: 'New Year', maxLength: 100 })
  name: string;
}

const hours = [{ day: 'monday', start: '08:00', end: '17:00' }];
const newYear = [{ date: '2027-01-01', name: 'New Year' }];

const purchasingFields = (more: Pick<FieldOptions, 'optional' | 'nullable'>) => ({
  purchaseApprovalLimit: MoneyField({
    description:
      'Purchase orders that cost more, or are in another currency, are ordered once somebody else has approved them; null for no limit',
    example: { amount: '5000.00', currency: 'EUR' },
    nullable: true,
    ...more,
  }),
  overReceiptPercent: IntegerField({
    description: 'How many percent more than was ordered may be received, of each line of a purchase order',
    example: 5,
    min: 0,
    max: 100,
    ...more,
  }),
});

const accessFields = (more: Pick<FieldOptions, 'optional' | 'nullable'>) => ({
  impersonationAllowed: BooleanField({
    description:
      'Whether operators of the platform may act as your users, to see what they see; your audit log tells of each time',
    example: true,
    ...more,
  }),
  twoFactorRequiredFor: ArrayField({
    description:
      'Roles whose users have to have a second factor: without one they can only begin one, once the grace is over',
    example: ['admin'],
    of: items.oneOf(twoFactorRole),
    maxItems: roles.length,
    unique: true,
    ...more,
  }),
});

/** One description for what is shown and what is changed. */
const settingFields = (more: Pick<FieldOptions, 'optional' | 'nullable'> = {}) => ({
  timezone: TimezoneField({
    description: 'Time zone of new facilities that name none, and of schedules whose machine has no facility',
    example: 'Europe/Berlin',
    ...more,
  }),
  locale: LocaleField({
    description: 'For display: language and forms of dates and numbers',
    example: 'de-DE',
    ...more,
  }),
  currency: CurrencyField({
    description:
      'For display: the currency that clients suggest where an amount is entered; amounts always name theirs',
    example: 'EUR',
    ...more,
  }),
  units: EnumField({ description: 'For display: units of measurement', example: 'metric', of: unitSystem, ...more }),
  unverifiedUsers: EnumField({
    description:
      'What users may do whose e-mail address is not verified, and programs with their API keys. Holds from their next request on',
    example: 'everything',
    of: unverifiedAccess,
    ...more,
  }),
  workingHours: ArrayField({
    description:
      'For display: working hours, one entry a day; days without one are free. Dates of schedules do not depend on it',
    example: hours,
    of: items.object(WorkingHoursDto),
    maxItems: 7,
    ...more,
  }),
  holidays: ArrayField({
    description: 'For display: holidays, by date. Dates of schedules do not depend on them',
    example: newYear,
    of: items.object(HolidayDto),
    maxItems: 200,
    ...more,
  }),
  ...purchasingFields(more),
  forgottenDepartureHours: IntegerField({
    description: 'After how many hours a visit to a work order ends by itself when nobody departs',
    example: 16,
    min: 1,
    max: 24,
    ...more,
  }),
  ...accessFields(more),
});

const graceUntil = (more: Pick<FieldOptions, 'optional'> = {}) =>
  DateTimeField({
    description: 'Until when they may do without; null: they may not',
    example: '2027-01-31T23:00:00.000Z',
    nullable: true,
    ...more,
  });

const shown = settingFields();
const changed = settingFields({ optional: true, nullable: true });
const branding = 'For display: colours and logo; null is those of the client';

@ApiSchema({ name: 'TenantSettings' })
export class TenantSettingsDto implements TenantSettings {
  @shown.timezone
  timezone: string;

  @shown.locale
  locale: string;

  @shown.currency
  currency: string;

  @shown.units
  units: UnitSystem;

  @shown.unverifiedUsers
  unverifiedUsers: UnverifiedAccess;

  @shown.workingHours
  workingHours: readonly WorkingHours[];

  @shown.holidays
  holidays: readonly Holiday[];

  @shown.impersonationAllowed
  impersonationAllowed: boolean;

  @shown.forgottenDepartureHours
  forgottenDepartureHours: number;

  @shown.twoFactorRequiredFor
  twoFactorRequiredFor: readonly Role[];

  @graceUntil()
  twoFactorGraceUntil: string | null;

  @ObjectField({ description: branding, type: BrandingDto })
  branding: BrandingDto;

  @shown.purchaseApprovalLimit
  purchaseApprovalLimit: MoneyDto | null;

  @shown.overReceiptPercent
  overReceiptPercent: number;
}

@ApiSchema({ name: 'UpdateTenantSettings' })
/** Every setting may be absent; null is its default. */
export class UpdateTenantSettingsDto implements SettingsChange {
  @changed.timezone
  timezone?: string | null;

  @changed.locale
  locale?: string | null;

  @changed.currency
  currency?: string | null;

  @changed.units
  units?: UnitSystem | null;

  @changed.unverifiedUsers
  unverifiedUsers?: UnverifiedAccess | null;

  @changed.workingHours
  workingHours?: WorkingHoursDto[] | null;

  @changed.holidays
  holidays?: HolidayDto[] | null;

  @changed.impersonationAllowed
  impersonationAllowed?: boolean | null;

  @changed.forgottenDepartureHours
  forgottenDepartureHours?: number | null;

  @changed.twoFactorRequiredFor
  twoFactorRequiredFor?: Role[] | null;

  @graceUntil({ optional: true })
  twoFactorGraceUntil?: string | null;

  @ObjectField({ description: branding, type: UpdateBrandingDto, optional: true, nullable: true })
  branding?: UpdateBrandingDto | null;

  @changed.purchaseApprovalLimit
  purchaseApprovalLimit?: Money | null;

  @changed.overReceiptPercent
  overReceiptPercent?: number | null;
}
