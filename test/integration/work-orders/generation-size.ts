import { WorkOrdersFacade } from '#contexts/work-orders';
import type { TestApp, TestTenant } from '#libs/testing';
import { eventLoopDelays, type EventLoopDelays } from '../../support/event-loop-delays.js';

export interface LongRun extends EventLoopDelays {
  readonly generated: number;
  /** Work orders of the largest transaction. */
  readonly largest: number;
  /** Of each transaction, how many schedules it planned. */
  readonly planned: readonly number[];
}

/** Makes all due work orders, and measures the steps. */
export async function watchGeneration(testApp: TestApp, tenant: TestTenant): Promise<LongRun> {
  const made = [0];
  const planned: number[] = [];
  const onBatch = (report: { generated: number }, schedules: number): Promise<void> => {
    made.push(report.generated);
    planned.push(schedules);
    return Promise.resolve();
  };
  const holds = await eventLoopDelays(() =>
    tenant.run(() => testApp.get(WorkOrdersFacade).generateMaintenance({ onBatch })),
  );
  const largest = Math.max(...made.slice(1).map((total, index) => total - made[index]!));
  return { ...holds, generated: made.at(-1)!, largest, planned };
}
