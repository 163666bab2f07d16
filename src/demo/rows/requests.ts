import type { DemoBook } from '../demo-book.js';
import { later } from '../demo-calendar.js';
import type { Request } from '../demo-tenant.js';
import type { DoneJob } from './jobs.js';

/** What customers have reported. The link back from a request to its work order follows once both are there. */
export function addRequests(book: DemoBook, jobs: readonly DoneJob[]): void {
  for (const request of book.tenant.requests) {
    const job = jobs.find(({ request: made }) => made === request.number);
    addRequest(book, request, job);
  }
}

function addRequest(book: DemoBook, request: Request, job: DoneJob | undefined): void {
  const { number, by, machine, title, description, serviceType, priority, status, rejectionReason } = request;
  const createdAt = book.reported(machine, request.reported);
  const reviewedAt = status === 'pending' ? null : (job?.createdAt ?? later(createdAt, { minutes: 50 }));
  const { firstName, lastName, email, phone } = book.person(by);
  book.rows.add('service_requests', {
    id: book.id('request', number),
    request_number: number,
    title,
    description,
    service_type: serviceType,
    facility_id: book.id('site', book.siteOf(machine).key),
    equipment_id: book.id('equipment', machine),
    priority,
    status,
    requested_by: book.userId(by),
    contact_name: `${firstName} ${lastName}`,
    contact_email: email,
    contact_phone: phone,
    reviewed_by: book.userId(request.reviewer),
    reviewed_at: reviewedAt,
    rejection_reason: rejectionReason,
    converted_at: job ? job.createdAt : null,
    version: { pending: 1, approved: 2, rejected: 2, converted_to_task: 3 }[status],
    created_at: createdAt,
    updated_at: reviewedAt ?? createdAt,
  });
}
