import { assertRule } from '../domain/assert-rule.js';
import { explain } from '../domain/recurrence-reason.js';
import type { RecurrenceRule } from '../domain/recurrence-rule.js';
import { Recurrence } from '../domain/recurrence.js';

export interface PreviewedOccurrence {
  /** UTC */
  readonly occurrenceAt: string;
  readonly reason: string;
}

/** The first dates of a rule, each with the reason why it is that date. */
export function previewSchedule(rule: RecurrenceRule, count: number): PreviewedOccurrence[] {
  assertRule(rule);
  const recurrence = Recurrence.of(rule);
  return recurrence.upcoming(-Infinity, count).map((occurrence) => ({
    occurrenceAt: new Date(occurrence.at).toISOString(),
    reason: explain(recurrence, occurrence),
  }));
}
