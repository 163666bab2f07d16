import type { FieldCode } from '#libs/kernel';
import { parseLocalTime } from './civil-time.js';
import { isTimeZone } from './time-zone.js';

export const FREQUENCY_TYPES = ['daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'custom_days'] as const;
export type FrequencyType = (typeof FREQUENCY_TYPES)[number];

export const MAX_FREQUENCY_VALUE = 10_000;

/** How a schedule repeats, as stored and in the API. */
export interface RecurrenceRule {
  readonly frequencyType: FrequencyType;
  /** Every how many of them, 1 to 10,000; null is 1. `custom_days` needs it: the days between two dates. */
  readonly frequencyValue: number | null;
  /** The anchor, local time `2027-01-31T09:00:00`: it gives time of day, weekday, day of the month and of the year. */
  readonly firstOccurrenceAt: string;
  /** IANA name. */
  readonly timezone: string;
}

export interface RecurrenceFault {
  readonly field: keyof RecurrenceRule;
  readonly code: FieldCode;
  readonly detail: string;
}

/** All faults of a rule, by field. */
export function recurrenceFaults(rule: RecurrenceRule): RecurrenceFault[] {
  const faults: RecurrenceFault[] = [];
  const frequency = frequencyFault(rule);
  if (frequency) faults.push(frequency);
  if (parseLocalTime(rule.firstOccurrenceAt) === undefined) {
    const detail = 'firstOccurrenceAt must be a local time without offset, such as 2027-01-31T09:00:00';
    faults.push({ field: 'firstOccurrenceAt', code: 'field.local_date_time', detail });
  }
  if (!isTimeZone(rule.timezone)) {
    const detail = 'timezone must be an IANA time zone, such as Europe/Berlin';
    faults.push({ field: 'timezone', code: 'field.timezone', detail });
  }
  return faults;
}

const daysRequired: RecurrenceFault = {
  field: 'frequencyValue',
  code: 'field.required',
  detail: 'frequencyValue is required with custom_days: the days from one date to the next',
};

/** What is wrong with type and value of the frequency; undefined when nothing is. */
export function frequencyFault({ frequencyType, frequencyValue }: RecurrenceRule): RecurrenceFault | undefined {
  if (!FREQUENCY_TYPES.includes(frequencyType)) {
    const detail = `frequencyType must be one of ${FREQUENCY_TYPES.join(', ')}`;
    return { field: 'frequencyType', code: 'field.unknown_value', detail };
  }
  if (frequencyValue === null) return frequencyType === 'custom_days' ? daysRequired : undefined;
  const valid = Number.isInteger(frequencyValue) && frequencyValue >= 1 && frequencyValue <= MAX_FREQUENCY_VALUE;
  if (valid) return undefined;
  const detail = `frequencyValue must be a whole number from 1 to ${MAX_FREQUENCY_VALUE}`;
  return { field: 'frequencyValue', code: frequencyValue < 1 ? 'field.too_small' : 'field.too_large', detail };
}
