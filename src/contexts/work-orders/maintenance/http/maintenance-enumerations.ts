import { enumeration } from '#libs/http';
import { CATCH_UP_POLICIES } from '../domain/catch-up.js';
import { OCCURRENCE_STATUSES } from '../domain/occurrence-status.js';
import { OVERLAP_POLICIES, RECURRENCE_BASES } from '../domain/planned-schedule.js';
import { FREQUENCY_TYPES } from '../domain/recurrence-rule.js';

export const frequencyType = enumeration({
  name: 'FrequencyType',
  description: 'Step from one date to the next',
  values: FREQUENCY_TYPES,
});

export const recurrenceBasis = enumeration({
  name: 'RecurrenceBasis',
  description: 'Whether the next date counts from the due date (fixed) or from the completion (floating)',
  values: RECURRENCE_BASES,
});

export const catchUp = enumeration({
  name: 'CatchUpPolicy',
  description: 'Which dates are made that passed unnoticed',
  values: CATCH_UP_POLICIES,
});

export const overlap = enumeration({
  name: 'OverlapPolicy',
  description: 'Whether a work order is made while another of the schedule is open',
  values: OVERLAP_POLICIES,
});

export const occurrenceStatus = enumeration({
  name: 'MaintenanceOccurrenceStatus',
  description: 'What became of a date',
  values: OCCURRENCE_STATUSES,
});
