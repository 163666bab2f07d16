import type { DemoDataset } from '../demo-dataset.js';
import { chance } from '../demo-id.js';
import type { DoneJob } from './jobs.js';

/** What the journeys to finished repairs cost. */
export function addCosts(dataset: DemoDataset, jobs: readonly DoneJob[]): void {
  for (const { key, id, schedule, visits } of jobs) {
    const until = visits.at(-1)?.until;
    if (schedule || !until) continue;
    dataset.rows.add('task_costs', {
      id: dataset.id('cost', key),
      task_id: id,
      cost_type: 'travel',
      description: 'Journey',
      amount: `${chance(`${key} journey`, 18, 75)}.00`,
      currency: dataset.tenant.currency,
      version: 1,
      created_at: until,
      updated_at: until,
    });
  }
}
