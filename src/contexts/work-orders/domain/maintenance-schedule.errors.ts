import { DomainError, invalidField } from '#libs/kernel';
import { recurrenceFaults, type RecurrenceRule } from './recurrence-rule.js';

/** @throws DomainError 422 `maintenance_schedule.invalid_recurrence` naming every faulty field */
export function assertRule(rule: RecurrenceRule): void {
  const faults = recurrenceFaults(rule);
  if (faults.length === 0) return;
  const errors = faults.map(({ field, code, detail }) => ({ pointer: `/${field}`, code: `field.${code}`, detail }));
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

interface Target {
  readonly equipment_status: string;
  readonly facility_is_active: boolean;
}

/** @throws DomainError 422 for a machine that is unknown or out of use */
export function assertTakesWork(target: Target | undefined): void {
  if (!target) throw invalidField('/equipmentId', 'equipment.unknown', 'There is no such machine.');
  if (target.equipment_status !== 'decommissioned' && target.facility_is_active) return;
  const detail = 'The machine is decommissioned or its facility is inactive.';
  throw invalidField('/equipmentId', 'equipment.takes_no_work', detail);
}

/** @throws DomainError 422 when somebody is named who is unknown, inactive or does no work */
export function assertActive(field: string, noun: 'user' | 'team', id: string | null, isActive?: boolean | null): void {
  if (id !== null && !isActive) throw invalidField(`/${field}`, `${noun}.unknown`, `There is no such active ${noun}.`);
}
