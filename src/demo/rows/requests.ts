import type { DemoDataset } from '../demo-dataset.js';
import { later } from '../demo-calendar.js';
import type { Request } from '../demo-tenant.js';
import type { DoneJob } from './jobs.js';

/** Requests of customers. Their references to work orders are set after both exist. */
export function addRequests(dataset: DemoDataset, jobs: readonly DoneJob[]): void {
  for (const request of dataset.tenant.requests) {
    const job = jobs.find(({ request: made }) => made === request.number);
    addRequest(dataset, request, job);
  }
}

function addRequest(dataset: DemoDataset, request: Request, job: DoneJob | undefined): void {
  const { number, by, machine, title, description, serviceType, priority, status, rejectionReason } = request;
  const createdAt = dataset.reported(machine, request.reported);
  const reviewedAt = status === 'pending' ? null : (job?.createdAt ?? later(createdAt, { minutes: 50 }));
  const { firstName, lastName, email, phone } = dataset.person(by);
  dataset.rows.add('service_requests', {
    id: dataset.id('request', number),
    request_number: number,
    title,
    description,
    service_type: serviceType,
    facility_id: dataset.id('site', dataset.siteOf(machine).key),
    equipment_id: dataset.id('equipment', machine),
    priority,
    status,
    requested_by: dataset.userId(by),
    contact_name: `${firstName} ${lastName}`,
    contact_email: email,
    contact_phone: phone,
    reviewed_by: dataset.userId(request.reviewer),
    reviewed_at: reviewedAt,
    rejection_reason: rejectionReason,
    converted_at: job ? job.createdAt : null,
    version: { pending: 1, approved: 2, rejected: 2, converted_to_task: 3 }[status],
    created_at: createdAt,
    updated_at: reviewedAt ?? createdAt,
  });
}
