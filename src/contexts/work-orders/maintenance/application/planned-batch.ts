import { EventLoopYield } from '#libs/kernel';
import type { SchedulePlan } from '../domain/generation.js';
import type { DueSchedule } from './maintenance-generation.queries.js';

/** Dates of one transaction: what a schedule that was down for months asks for counts, not how many schedules there are. */
const DATES_PER_BATCH = 2_000;
/** Dates of one message: to put more of them into words would hold the process for too long. */
const DATES_PER_MESSAGE = 125;

export interface PlannedSchedule {
  readonly schedule: DueSchedule;
  readonly plan: SchedulePlan;
}

/** The plans of the first of these schedules, as many as make a batch and one at least. The others are left for the next. */
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

/** Small enough to be sent in one message each; a schedule is never divided. */
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

export function idsOf(planned: readonly PlannedSchedule[]): string[] {
  return planned.map(({ schedule }) => schedule.id);
}
