import type { DemoBook } from '../demo-book.js';
import { earliest, later } from '../demo-calendar.js';
import { isOpen } from '../job.js';
import type { DoneJob } from './jobs.js';

const RECENT_DAYS = 30;

interface Notice {
  readonly to: string;
  readonly type: string;
  readonly title: string;
  readonly message: string;
  readonly at: Date;
  readonly isRead: boolean;
}

/** What people were told of late: of work that is done they have read it. */
export function addNotices(book: DemoBook, jobs: readonly DoneJob[]): void {
  const recent = jobs.filter(({ createdAt }) => createdAt > book.calendar.hoursAgo(RECENT_DAYS * 24));
  for (const job of recent) for (const notice of noticesOf(book, job)) addNotice(book, job, notice);
}

function noticesOf(book: DemoBook, job: DoneJob): Notice[] {
  const about = `${job.title} (${job.machine}, ${book.siteOf(job.machine).name})`;
  const assigned = job.outcome.history.find(({ action }) => action === 'assigned');
  const isRead = !isOpen(job.outcome.status) || job.outcome.startedAt !== null;
  const toWorker: Notice[] =
    assigned && job.person
      ? [
          {
            to: job.person,
            type: 'task_assigned',
            title: 'Work order assigned to you',
            message: about,
            at: assigned.at,
            isRead,
          },
        ]
      : [];
  const isOverdue = isOpen(job.outcome.status) && job.dueAt < book.calendar.now;
  const overdue = { type: 'task_overdue', title: 'Work order overdue', message: about, at: job.dueAt, isRead: false };
  return isOverdue ? [...toWorker, { to: book.somebody('manager'), ...overdue }] : toWorker;
}

function addNotice(book: DemoBook, job: DoneJob, { to, type, title, message, at, isRead }: Notice): void {
  book.rows.add('notifications', {
    id: book.id('notice', `${job.key}/${type}`),
    user_id: book.userId(to),
    notification_type: type,
    title,
    message,
    link_url: `/v1/work-orders/${job.id}`,
    link_type: 'work_order',
    link_id: job.id,
    is_read: isRead,
    read_at: isRead ? earliest(later(at, { minutes: 25 }), book.calendar.now) : null,
    created_at: at,
  });
}
