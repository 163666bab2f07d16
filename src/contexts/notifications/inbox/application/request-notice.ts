import type { LinkedRequest } from '#contexts/work-orders';
import type { Notice } from '../domain/notification.entity.js';

/** What people are told, by the type of the event. */
const steps: Readonly<Record<string, { readonly title: string; readonly message: string }>> = {
  'service_request.approved': { title: 'Approved', message: 'What you asked for has been approved.' },
  'service_request.rejected': { title: 'Rejected', message: 'What you asked for will not be done.' },
  'service_request.converted': { title: 'Work ordered', message: 'What you asked for has been ordered.' },
  'service_request.message_posted': { title: 'New message', message: 'Somebody has written about this request.' },
  'work_order.completed': { title: 'Done', message: 'What you asked for has been done.' },
  'work_order.canceled': { title: 'Work canceled', message: 'The work that you asked for has been canceled.' },
  'work_order.rejected': { title: 'Work rejected', message: 'The work that you asked for will not be done.' },
  'work_order.reopened': { title: 'Work goes on', message: 'The work that you asked for is taken up again.' },
};

export type AboutRequest = Pick<LinkedRequest, 'id' | 'requestNumber' | 'title'>;

/** @param reason why, in the words of whoever did it */
export function stepTaken(eventType: string, request: AboutRequest, userId: string, reason: string | null): Notice {
  const { title, message } = steps[eventType]!;
  return {
    userId,
    type: eventType.replace('work_order.', 'requested_work.').replace('.', '_'),
    title: `${title}: ${request.requestNumber} ${request.title}`,
    message: reason === null ? message : `${message} ${reason}`,
    link: { type: 'service_request', id: request.id, url: `/v1/service-requests/${request.id}` },
  };
}
