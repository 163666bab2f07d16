import { invalidFields, type FieldError } from '#libs/kernel';
import {
  weekdays,
  type Branding,
  type Holiday,
  type StoredSettings,
  type TenantSettings,
  type WorkingHours,
} from '../../tenants/domain/tenant-settings.js';

type Change<T> = { readonly [Name in keyof T]?: T[Name] | null | undefined };

/** Absent keeps, null goes back to the default. */
export type SettingsChange = Change<Omit<TenantSettings, 'branding'>> & {
  readonly branding?: Change<Branding> | null | undefined;
};

/**
 * The settings to be stored after a change. Objects are merged by member, lists are replaced.
 * @throws DomainError 422 for working hours that end before they begin, and for a day that is named twice
 */
export function changedSettings(stored: StoredSettings, change: SettingsChange): StoredSettings {
  const { workingHours, holidays, branding, purchaseApprovalLimit: limit, ...others } = change;
  const faults = [...faultsOfHours(workingHours ?? []), ...faultsOfHolidays(holidays ?? [])];
  if (faults.length > 0) throw invalidFields(faults);
  const lists = { workingHours: workingHours && byWeekday(workingHours), holidays: holidays && byDate(holidays) };
  const merged = branding && (merge(stored.branding ?? {}, branding) as Partial<Branding>);
  const purchaseApprovalLimit = limit && { amount: limit.amount, currency: limit.currency };
  return merge(stored, { ...others, ...lists, branding: merged, purchaseApprovalLimit });
}

function merge(stored: object, change: object): object {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const merged = { ...stored, ...Object.fromEntries(given) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}

function faultsOfHours(hours: readonly WorkingHours[]): FieldError[] {
  const days = hours.map(({ day }) => day);
  return hours.flatMap(({ day, start, end }, index) => {
    const at = `/settings/workingHours/${index}`;
    if (days.indexOf(day) < index) return [named(`${at}/day`, `${day} is named twice`)];
    if (start >= end) return [fault(`${at}/end`, 'must be later than start')];
    return [];
  });
}

function faultsOfHolidays(holidays: readonly Holiday[]): FieldError[] {
  const seen = new Set<string>();
  return holidays.flatMap(({ date }, index) => {
    if (seen.has(date)) return [named(`/settings/holidays/${index}/date`, `${date} is named twice`)];
    seen.add(date);
    return [];
  });
}

const fault = (pointer: string, detail: string): FieldError => ({ pointer, code: 'field.invalid', detail });
const named = (pointer: string, detail: string): FieldError => ({ pointer, code: 'field.duplicate_items', detail });

function byWeekday(hours: readonly WorkingHours[]): WorkingHours[] {
  return [...hours].sort((a, b) => weekdays.indexOf(a.day) - weekdays.indexOf(b.day));
}

function byDate(holidays: readonly Holiday[]): Holiday[] {
  return [...holidays].sort((a, b) => (a.date < b.date ? -1 : 1));
}
