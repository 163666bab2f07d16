import type { DemoDataset } from '../demo-dataset.js';
import { outcomeOf, type Job, type Outcome } from '../job.js';
import { addVisits, minutesOf } from './visits.js';

export type DoneJob = Job & { readonly id: string; readonly outcome: Outcome };

export function finished(dataset: DemoDataset, job: Job): DoneJob {
  const assignee = job.team ? dataset.id('team', job.team) : dataset.userId(job.person);
  return { ...job, id: dataset.id('order', job.key), outcome: outcomeOf(job, assignee) };
}

/** Work orders with their history, comments and visits. */
export function addJobs(dataset: DemoDataset, jobs: readonly DoneJob[]): void {
  for (const job of jobs) {
    addOrder(dataset, job);
    addHistory(dataset, job);
    addComments(dataset, job);
    addVisits(dataset, job);
  }
}

function addOrder(dataset: DemoDataset, job: DoneJob): void {
  const { outcome } = job;
  dataset.rows.add('tasks', {
    id: job.id,
    equipment_id: dataset.id('equipment', job.machine),
    facility_id: dataset.id('site', dataset.siteOf(job.machine).key),
    title: job.title,
    description: job.description,
    task_type: job.type,
    priority: job.priority,
    status: outcome.status,
    status_reason: outcome.statusReason,
    ...assignment(dataset, job),
    due_date: job.dueAt,
    estimated_hours: job.estimatedHours,
    started_at: outcome.startedAt,
    completed_at: outcome.completedAt,
    ...report(job),
    service_request_id: dataset.isOriginal && job.request ? dataset.id('request', job.request) : null,
    maintenance_schedule_id: job.schedule ? dataset.id('schedule', job.schedule) : null,
    created_by: dataset.userId(job.createdBy),
    version: timesChanged(outcome),
    created_at: job.createdAt,
    updated_at: outcome.updatedAt,
  });
}

function assignment(dataset: DemoDataset, { outcome, team, person, visits, dueAt, schedule }: DoneJob) {
  if (outcome.history.every(({ action }) => action !== 'assigned')) return {};
  const scheduled = { scheduled_date: schedule ? null : (visits[0]?.from ?? dueAt) };
  return team
    ? { ...scheduled, assigned_team_id: dataset.id('team', team) }
    : { ...scheduled, assigned_to: dataset.userId(person) };
}

function report(job: DoneJob) {
  const wasCompleted = job.outcome.history.some(({ action }) => action === 'completed');
  return {
    actual_hours: job.outcome.status === 'completed' ? hoursOf(minutesOf(job)) : null,
    work_performed: wasCompleted ? job.report : null,
    parts_used: partsNote(job),
  };
}

/** Steps at the same time are one change. */
function timesChanged({ history }: Outcome): number {
  return new Set(history.map(({ at }) => at.getTime())).size;
}

function hoursOf(minutes: number | null): number | null {
  return minutes === null ? null : Math.round((minutes / 60) * 100) / 100;
}

function partsNote({ parts, returned }: Job): string | null {
  const used = Object.entries(parts).map(([part, quantity]) => `${quantity - (returned[part] ?? 0)} × ${part}`);
  return used.length > 0 ? used.join(', ') : null;
}

function addHistory(dataset: DemoDataset, { id, key, outcome }: DoneJob): void {
  outcome.history.forEach(({ at, by, action, from, to, notes }, index) => {
    dataset.rows.add('task_history', {
      // entries of the same time are ordered by their ids
      id: dataset.id('history', `${key}/${index}`, index),
      task_id: id,
      user_id: dataset.userId(by),
      action,
      old_value: from,
      new_value: to,
      notes,
      created_at: at,
    });
  });
}

function addComments(dataset: DemoDataset, { id, key, comments }: DoneJob): void {
  comments.forEach(({ by, text, at }, index) => {
    const comment = { task_id: id, user_id: dataset.userId(by), comment: text, created_at: at };
    dataset.rows.add('task_comments', { id: dataset.id('comment', `${key}/${index}`, index), ...comment });
  });
}
