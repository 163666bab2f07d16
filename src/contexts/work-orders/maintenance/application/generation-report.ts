import type { PlannedSchedule } from './planned-batch.js';

export interface GenerationReport {
  readonly generated: number;
  readonly skipped: number;
  readonly missed: number;
  /** What was left out because of a limit. */
  readonly capped: readonly { readonly scheduleId: string; readonly note: string }[];
  /** Schedules that cannot make work orders for the time being, and why. */
  readonly resting: readonly { readonly scheduleId: string; readonly reason: string }[];
}

export const nothingMade: GenerationReport = { generated: 0, skipped: 0, missed: 0, capped: [], resting: [] };

/** Adds what was just planned. A resting schedule that was planned twice is listed once. */
export function withPlanned(report: GenerationReport, planned: readonly PlannedSchedule[]): GenerationReport {
  const made = { generated: report.generated, skipped: report.skipped, missed: report.missed };
  const capped = [...report.capped];
  const resting = new Map(report.resting.map((one) => [one.scheduleId, one]));
  for (const { schedule, plan } of planned) {
    const scheduleId = schedule.id;
    for (const { status } of plan.rows) made[status] += 1;
    if (plan.capped !== null) capped.push({ scheduleId, note: plan.capped });
    if (plan.restingReason !== null) resting.set(scheduleId, { scheduleId, reason: plan.restingReason });
  }
  return { ...made, capped, resting: [...resting.values()] };
}
