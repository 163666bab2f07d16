import type { DemoBook } from '../demo-book.js';
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

/** What people were told of late: of work that has begun they have read it. */
export function addNotices(book: DemoBook, jobs: readonly DoneJob[]): void {
  const recent = jobs.filter(({ createdAt }) => createdAt > book.calendar.hoursAgo(RECENT_DAYS * 24));
  for (const job of recent) for (const notice of noticesOf(book, job)) addNotice(book, job, notice);
}

function noticesOf(book: DemoBook, job: DoneJob): Notice[] {
  const isOverdue = isOpen(job.outcome.status) && job.dueAt < book.calendar.now;
  const overdue = { type: 'task_overdue', title: `Overdue: ${job.title}`, at: job.dueAt, isRead: false };
  const toldOfDelay = isOverdue ? [book.somebody('manager'), book.somebody('admin')] : [];
  return [...assignments(book, job), ...toldOfDelay.map((to) => ({ to, ...overdue }))];
}

function assignments(book: DemoBook, { title, team, person, outcome }: DoneJob): Notice[] {
  const assigned = outcome.history.find(({ action }) => action === 'assigned');
  if (!assigned) return [];
  const isRead = !isOpen(outcome.status) || outcome.startedAt !== null;
  const whose = team ? 'Assigned to your team' : 'Assigned to you';
  const recipients = team ? book.team(team).members : [person!];
  return recipients.map((to) => {
    return { to, type: 'task_assigned', title: `${whose}: ${title}`, at: assigned.at, isRead };
  });
}

function addNotice(book: DemoBook, job: DoneJob, { to, type, title, at, isRead }: Notice): void {
  book.rows.add('notifications', {
    id: book.id('notice', `${job.key}/${type}/${to}`),
    user_id: book.userId(to),
    notification_type: type,
    title,
    message: `${job.title}. Priority ${job.priority}. Due ${job.dueAt.toISOString()}.`,
    link_url: `/v1/work-orders/${job.id}`,
    link_type: 'work_order',
    link_id: job.id,
    is_read: isRead,
    read_at: isRead ? earliest(later(at, { minutes: 25 }), book.calendar.now) : null,
    created_at: at,
  });
}
