import { scheduledAfterDue } from './work-order.errors.js';

export interface PlannedTimes {
  readonly scheduledAt?: Date | null | undefined;
  readonly dueAt?: Date | null | undefined;
}

/**
 * Work must not be scheduled for a time after it is due.
 * @param isChanged whether a field is new, since unchanged values are not checked again. Default: both are
 * @throws DomainError 422 `work_order.scheduled_after_due` that points at a field that changed
 */
export function assertTimesInOrder(
  { scheduledAt, dueAt }: PlannedTimes,
  isChanged: (field: keyof PlannedTimes) => boolean = () => true,
): void {
  if (!scheduledAt || !dueAt || scheduledAt <= dueAt) return;
  const field = (['scheduledAt', 'dueAt'] as const).find((each) => isChanged(each));
  if (field) throw scheduledAfterDue(field);
}
