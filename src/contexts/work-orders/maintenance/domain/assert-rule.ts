import { refuse } from '#libs/kernel';
import { invalidRecurrence } from './maintenance-schedule.errors.js';
import { recurrenceFaults, type RecurrenceRule } from './recurrence-rule.js';

/**
 * @param sent of an edit: what was stored before and is at fault now, as a zone that is gone, is no field of the body
 * @throws DomainError 422 `maintenance_schedule.invalid_recurrence` naming every faulty field
 */
export function assertRule(rule: RecurrenceRule, sent: Partial<RecurrenceRule> = rule): void {
  const faults = recurrenceFaults(rule);
  if (faults.length === 0) return;
  const errors = faults.map(({ field, code, detail }) => {
    const isMeant = sent[field] !== undefined || code === 'field.required';
    return { pointer: isMeant ? `/${field}` : '', code, detail };
  });
  throw refuse(invalidRecurrence, { detail: faults.map(({ detail }) => detail).join('; '), errors });
}
