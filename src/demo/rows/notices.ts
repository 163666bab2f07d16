import type { DemoDataset } from '../demo-dataset.js';
import { earliest, later } from '../demo-calendar.js';
import { isOpen } from '../job.js';
import type { DoneJob } from './jobs.js';

const RECENT_DAYS = 30;

interface Notice {
  readonly to: string;
  readonly type: string;
  readonly title: string;
  readonly at: Date;
  readonly isRead: boolean;
}

/** Recent notifications; those about work that has begun are read. */
export function addNotices(dataset: DemoDataset, jobs: readonly DoneJob[]): void {
  const recent = jobs.filter(({ createdAt }) => createdAt > dataset.calendar.hoursAgo(RECENT_DAYS * 24));
  for (const job of recent) for (const notice of noticesOf(dataset, job)) addNotice(dataset, job, notice);
}

function noticesOf(dataset: DemoDataset, job: DoneJob): Notice[] {
  const isOverdue = isOpen(job.outcome.status) && job.dueAt < dataset.calendar.now;
  const overdue = { type: 'task_overdue', title: `Overdue: ${job.title}`, at: job.dueAt, isRead: false };
  const toldOfDelay = isOverdue ? [dataset.somebody('manager'), dataset.somebody('admin')] : [];
  return [...assignments(dataset, job), ...toldOfDelay.map((to) => ({ to, ...overdue }))];
}

function assignments(dataset: DemoDataset, { title, team, person, outcome }: DoneJob): Notice[] {
  const assigned = outcome.history.find(({ action }) => action === 'assigned');
  if (!assigned) return [];
  const isRead = !isOpen(outcome.status) || outcome.startedAt !== null;
  const whose = team ? 'Assigned to your team' : 'Assigned to you';
  const recipients = team ? dataset.team(team).members : [person!];
  return recipients.map((to) => {
    return { to, type: 'task_assigned', title: `${whose}: ${title}`, at: assigned.at, isRead };
  });
}

function addNotice(dataset: DemoDataset, job: DoneJob, { to, type, title, at, isRead }: Notice): void {
  dataset.rows.add('notifications', {
    id: dataset.id('notice', `${job.key}/${type}/${to}`),
    user_id: dataset.userId(to),
    notification_type: type,
    title,
    message: `${job.title}. Priority ${job.priority}. Due ${job.dueAt.toISOString()}.`,
    link_url: `/v1/work-orders/${job.id}`,
    link_type: 'work_order',
    link_id: job.id,
    is_read: isRead,
    read_at: isRead ? earliest(later(at, { minutes: 25 }), dataset.calendar.now) : null,
    created_at: at,
  });
}
