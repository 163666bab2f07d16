import type { WorkOrderFacts, WorkOrderHelped } from '#contexts/work-orders';
import type { DomainEvent } from '#libs/kernel';
import type { Notice } from '../domain/notification.entity.js';
import { workOrderName } from './work-order-name.js';

type AboutWorkOrder = DomainEvent<WorkOrderFacts>;

export function assigned(event: AboutWorkOrder, userId: string): Notice {
  const { payload } = event;
  const whose = payload.assigneeId ? 'Assigned to you' : 'Assigned to your team';
  const due = payload.dueAt ? `Due ${payload.dueAt}.` : 'No due time is set.';
  const message = `${payload.title}. Priority ${payload.priority}. ${due}`;
  return { userId, type: 'task_assigned', title: `${whose}: ${workOrderName(payload)}`, message, link: linkTo(event) };
}

export function unassigned(event: AboutWorkOrder, userId: string): Notice {
  const { assigneeId, teamId, title } = event.payload;
  const outcome = assigneeId || teamId ? 'It was given to somebody else.' : 'Nobody has it now.';
  const message = `${title}. ${outcome}`;
  return {
    userId,
    type: 'task_unassigned',
    title: `No longer yours: ${workOrderName(event.payload)}`,
    message,
    link: linkTo(event),
  };
}

export function helping(event: DomainEvent<WorkOrderHelped>): Notice {
  const { userId, title } = event.payload;
  const whose = `You help with: ${workOrderName(event.payload)}`;
  return { userId, type: 'task_helper', title: whose, message: title, link: linkTo(event) };
}

function linkTo({ aggregateId: id }: DomainEvent<object>): Notice['link'] {
  return { type: 'work_order', id, url: `/v1/work-orders/${id}` };
}
