import { defineRefusal, refuse, type DomainError } from '#libs/kernel';

export const invalidRecurrence = defineRefusal({
  code: 'maintenance_schedule.invalid_recurrence',
  kind: 'invalid',
  detail: 'frequencyValue must be a whole number from 1 to 10000',
  meaning: 'The fields that say how the schedule repeats do not make a rule.',
  remedy: 'Correct each field that `errors` names.',
  pointer: '/frequencyValue',
});

/** Its own machine is a matter of the schedule, so that one answer covers machine and facility. */
export const equipmentTakesNoWork = defineRefusal({
  code: 'equipment.takes_no_work',
  kind: 'invalid',
  detail: 'The machine is decommissioned or its facility is inactive.',
  remedy: 'Recommission the machine or activate its facility first, or name another machine.',
  pointer: '/equipmentId',
});

export const pauseReasonRequired = defineRefusal({
  code: 'maintenance_schedule.reason_required',
  kind: 'invalid',
  detail: 'Say why the schedule is paused.',
  meaning: 'A pause needs a reason.',
  remedy: 'Send a reason that is not empty.',
  pointer: '/reason',
});

export const schedulePaused = defineRefusal({
  code: 'maintenance_schedule.paused',
  kind: 'conflict',
  detail: 'The schedule is paused. Resume it first.',
  remedy: 'Resume the schedule first.',
});

export const scheduleInactive = defineRefusal({
  code: 'maintenance_schedule.inactive',
  kind: 'conflict',
  detail: 'The schedule is inactive. Activate it first.',
  remedy: 'Set isActive first.',
});

export const scheduleNotPaused = defineRefusal({
  code: 'maintenance_schedule.not_paused',
  kind: 'conflict',
  detail: 'The schedule is not paused.',
  remedy: 'Nothing is left to do.',
});

export const notNext = defineRefusal({
  code: 'maintenance_schedule.not_next',
  kind: 'invalid',
  detail: 'Only the next date of the schedule can be skipped.',
  remedy: 'Read the schedule again and send its `nextOccurrenceAt`.',
  pointer: '/occurrenceAt',
});

export const scheduleRan = defineRefusal({
  code: 'maintenance_schedule.has_run',
  kind: 'conflict',
  detail: 'The schedule has occurrences in its ledger and cannot be deleted.',
  meaning: 'It has occurrences in its ledger; `references` counts them.',
  remedy: 'Deactivate the schedule instead: its history stays.',
  members: { references: { occurrences: 3 } },
});

export function scheduleHasRun(occurrences: number): DomainError {
  const detail = `The schedule has ${occurrences} occurrences in its ledger and cannot be deleted. Deactivate it instead.`;
  return refuse(scheduleRan, { detail, members: { references: { occurrences } } });
}
