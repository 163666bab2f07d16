import type { DemoBook } from '../demo-book.js';
import { outcomeOf, type Job, type Outcome } from '../job.js';
import { addVisits, minutesOf } from './visits.js';

export type DoneJob = Job & { readonly id: string; readonly outcome: Outcome };

export function finished(book: DemoBook, job: Job): DoneJob {
  const assignee = job.team ? book.id('team', job.team) : book.userId(job.person);
  return { ...job, id: book.id('order', job.key), outcome: outcomeOf(job, assignee) };
}

/** Work orders with their history, comments and visits. */
export function addJobs(book: DemoBook, jobs: readonly DoneJob[]): void {
  for (const job of jobs) {
    addOrder(book, job);
    addHistory(book, job);
    addComments(book, job);
    addVisits(book, job);
  }
}

function addOrder(book: DemoBook, job: DoneJob): void {
  const { outcome } = job;
  book.rows.add('tasks', {
    id: job.id,
    equipment_id: book.id('equipment', job.machine),
    facility_id: book.id('site', book.siteOf(job.machine).key),
    title: job.title,
    description: job.description,
    task_type: job.type,
    priority: job.priority,
    status: outcome.status,
    status_reason: outcome.statusReason,
    ...assignment(book, job),
    due_date: job.dueAt,
    estimated_hours: job.estimatedHours,
    started_at: outcome.startedAt,
    completed_at: outcome.completedAt,
    ...report(job),
    service_request_id: book.isOriginal && job.request ? book.id('request', job.request) : null,
    maintenance_schedule_id: job.schedule ? book.id('schedule', job.schedule) : null,
    created_by: book.userId(job.createdBy),
    version: timesChanged(outcome),
    created_at: job.createdAt,
    updated_at: outcome.updatedAt,
  });
}

function assignment(book: DemoBook, { outcome, team, person, visits, dueAt, schedule }: DoneJob) {
  if (outcome.history.every(({ action }) => action !== 'assigned')) return {};
  const scheduled = { scheduled_date: schedule ? null : (visits[0]?.from ?? dueAt) };
  return team
    ? { ...scheduled, assigned_team_id: book.id('team', team) }
    : { ...scheduled, assigned_to: book.userId(person) };
}

function report(job: DoneJob) {
  const wasCompleted = job.outcome.history.some(({ action }) => action === 'completed');
  return {
    actual_hours: job.outcome.status === 'completed' ? hoursOf(minutesOf(job)) : null,
    work_performed: wasCompleted ? job.report : null,
    parts_used: partsNote(job),
  };
}

/** What happens at the same moment is one change. */
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

function addHistory(book: DemoBook, { id, key, outcome }: DoneJob): void {
  outcome.history.forEach(({ at, by, action, from, to, notes }, index) => {
    book.rows.add('task_history', {
      // of lines written at the same moment the ids keep the order
      id: book.id('history', `${key}/${index}`, index),
      task_id: id,
      user_id: book.userId(by),
      action,
      old_value: from,
      new_value: to,
      notes,
      created_at: at,
    });
  });
}

function addComments(book: DemoBook, { id, key, comments }: DoneJob): void {
  comments.forEach(({ by, text, at }, index) => {
    const comment = { task_id: id, user_id: book.userId(by), comment: text, created_at: at };
    book.rows.add('task_comments', { id: book.id('comment', `${key}/${index}`, index), ...comment });
  });
}
