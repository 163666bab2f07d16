import { DomainError, invalidField } from '#libs/kernel';
import { recurrenceFaults, type RecurrenceRule } from './recurrence-rule.js';

/**
 * @param sent of an edit: what was stored before and is at fault now, as a zone that is gone, is no field of the body
 * @throws DomainError 422 `maintenance_schedule.invalid_recurrence` naming every faulty field
 */
export function assertRule(rule: RecurrenceRule, sent: Partial<RecurrenceRule> = rule): void {
  const faults = recurrenceFaults(rule);
  if (faults.length === 0) return;
  const errors = faults.map(({ field, code, detail }) => {
    const isMeant = sent[field] !== undefined || code === 'required';
    return { pointer: isMeant ? `/${field}` : '', code: `field.${code}`, detail };
  });
  throw new DomainError(
    'maintenance_schedule.invalid_recurrence',
    'invalid',
    faults.map(({ detail }) => detail).join('; '),
    { errors },
  );
}

export function pauseReasonRequired(): DomainError {
  return invalidField('/reason', 'maintenance_schedule.reason_required', 'Say why the schedule is paused.');
}

export function schedulePaused(): DomainError {
  return new DomainError('maintenance_schedule.paused', 'conflict', 'The schedule is paused. Resume it first.');
}

export function scheduleInactive(): DomainError {
  return new DomainError('maintenance_schedule.inactive', 'conflict', 'The schedule is inactive. Activate it first.');
}

export function scheduleNotPaused(): DomainError {
  return new DomainError('maintenance_schedule.not_paused', 'conflict', 'The schedule is not paused.');
}

export function scheduleHasRun(occurrences: number): DomainError {
  const detail = `The schedule has ${occurrences} occurrences in its ledger and cannot be deleted. Deactivate it instead.`;
  return new DomainError('maintenance_schedule.has_run', 'conflict', detail, {
    members: { references: { occurrences } },
  });
}
