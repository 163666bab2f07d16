import { EventLoopYield } from '#libs/kernel';
import type { SchedulePlan } from '../domain/generation.js';
import type { DueSchedule } from './maintenance-generation.queries.js';

/** Dates in one transaction, since a schedule that was down for months has many dates. */
const DATES_PER_BATCH = 2_000;
/** Dates in one message: serialising more would block the event loop for too long. */
const DATES_PER_MESSAGE = 125;

export interface PlannedSchedule {
  readonly schedule: DueSchedule;
  readonly plan: SchedulePlan;
}

/** Plans as many of the first schedules as fit into a batch, and one at least. The others are left for the next. */
export async function planBatch(
  schedules: readonly DueSchedule[],
  planOf: (schedule: DueSchedule) => SchedulePlan,
): Promise<PlannedSchedule[]> {
  const planned: PlannedSchedule[] = [];
  const eventLoopYield = new EventLoopYield();
  let dates = 0;
  for (const schedule of schedules) {
    const plan = planOf(schedule);
    dates += plan.rows.length;
    if (planned.length > 0 && dates > DATES_PER_BATCH) break;
    planned.push({ schedule, plan });
    await eventLoopYield.ifDue();
  }
  return planned;
}

/** Splits the batch into messages; a schedule is never split. */
export function messagesOf(planned: readonly PlannedSchedule[]): PlannedSchedule[][] {
  const messages: PlannedSchedule[][] = [];
  let dates = Infinity;
  for (const one of planned) {
    const { length } = one.plan.rows;
    const isFull = dates + length > DATES_PER_MESSAGE;
    if (isFull) messages.push([]);
    dates = isFull ? length : dates + length;
    messages.at(-1)!.push(one);
  }
  return messages;
}

/** How many work orders the plans make. */
export function generatedCount(planned: readonly PlannedSchedule[]): number {
  return planned.flatMap(({ plan }) => plan.rows).filter(({ status }) => status === 'generated').length;
}

export function idsOf(planned: readonly PlannedSchedule[]): string[] {
  return planned.map(({ schedule }) => schedule.id);
}
