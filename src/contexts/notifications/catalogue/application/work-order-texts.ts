import type { DepartureForgotten, WorkOrderFacts, WorkOrderHelped, WorkOrderMoved } from '#contexts/work-orders';
import type { Texts } from './notification-text.js';

interface Named {
  readonly workOrderNumber?: string;
  readonly title: string;
}

/** How people are told of a work order: by number and title. */
const nameOf = ({ workOrderNumber, title }: Named): string =>
  workOrderNumber === undefined ? title : `${workOrderNumber} ${title}`;

const priorities: Readonly<Record<string, string>> = {
  low: 'niedrig',
  medium: 'mittel',
  high: 'hoch',
  critical: 'kritisch',
};

const because = (reason: string | null): string => (reason === null ? '' : ` ${reason}`);

export const assignedText: Texts<WorkOrderFacts> = {
  en: (order, time) => {
    const { assigneeId, title, priority, dueAt } = order;
    const whose = assigneeId ? 'Assigned to you' : 'Assigned to your team';
    const due = dueAt ? `Due ${time(dueAt)}.` : 'No due time is set.';
    return { title: `${whose}: ${nameOf(order)}`, message: `${title}. Priority ${priority}. ${due}` };
  },
  de: (order, time) => {
    const { assigneeId, title, priority, dueAt } = order;
    const whose = assigneeId ? 'Ihnen zugewiesen' : 'Ihrem Team zugewiesen';
    const due = dueAt ? `Fällig ${time(dueAt)}.` : 'Ohne Termin.';
    const message = `${title}. Priorität ${priorities[priority] ?? priority}. ${due}`;
    return { title: `${whose}: ${nameOf(order)}`, message };
  },
};

export const unassignedText: Texts<WorkOrderFacts> = {
  en: (order) => {
    const outcome = order.assigneeId || order.teamId ? 'It was given to somebody else.' : 'Nobody has it now.';
    return { title: `No longer yours: ${nameOf(order)}`, message: `${order.title}. ${outcome}` };
  },
  de: (order) => {
    const outcome = order.assigneeId || order.teamId ? 'Jemand anders hat ihn jetzt.' : 'Niemand hat ihn jetzt.';
    return { title: `Nicht mehr Ihr Auftrag: ${nameOf(order)}`, message: `${order.title}. ${outcome}` };
  },
};

export const helpingText: Texts<WorkOrderHelped> = {
  en: (order) => ({ title: `You help with: ${nameOf(order)}`, message: order.title }),
  de: (order) => ({ title: `Sie helfen bei: ${nameOf(order)}`, message: order.title }),
};

const dueWords = {
  en: ({ title, priority, dueAt }: WorkOrderFacts, time: (at: string) => string) =>
    `${title}. Priority ${priority}. Due ${dueAt === null ? '' : time(dueAt)}.`,
  de: ({ title, priority, dueAt }: WorkOrderFacts, time: (at: string) => string) =>
    `${title}. Priorität ${priorities[priority] ?? priority}. Fällig ${dueAt === null ? '' : time(dueAt)}.`,
};

export const dueSoonText: Texts<WorkOrderFacts> = {
  en: (order, time) => ({ title: `Due soon: ${nameOf(order)}`, message: dueWords.en(order, time) }),
  de: (order, time) => ({ title: `Bald fällig: ${nameOf(order)}`, message: dueWords.de(order, time) }),
};

export const overdueText: Texts<WorkOrderFacts> = {
  en: (order, time) => ({ title: `Overdue: ${nameOf(order)}`, message: dueWords.en(order, time) }),
  de: (order, time) => ({ title: `Überfällig: ${nameOf(order)}`, message: dueWords.de(order, time) }),
};

interface Step {
  readonly title: string;
  readonly message: string;
}

const steps: Readonly<Record<string, Step>> = {
  in_progress: { title: 'In progress', message: 'Somebody works on it.' },
  on_hold: { title: 'On hold', message: 'The work rests.' },
  completed: { title: 'Completed', message: 'The work is done.' },
  canceled: { title: 'Canceled', message: 'The work was called off.' },
  rejected: { title: 'Rejected', message: 'Whoever had the work has turned it down.' },
};
const reopened: Step = { title: 'Reopened', message: 'The work is open again.' };

const germanSteps: Readonly<Record<string, Step>> = {
  in_progress: { title: 'In Arbeit', message: 'Jemand arbeitet daran.' },
  on_hold: { title: 'Angehalten', message: 'Die Arbeit ruht.' },
  completed: { title: 'Abgeschlossen', message: 'Die Arbeit ist erledigt.' },
  canceled: { title: 'Abgesagt', message: 'Die Arbeit wurde abgesagt.' },
  rejected: { title: 'Abgelehnt', message: 'Wer den Auftrag hatte, hat ihn abgelehnt.' },
};
const reopenedInGerman: Step = { title: 'Wieder offen', message: 'Der Auftrag ist wieder offen.' };

/** The reason is in the words of whoever gave it. */
export const statusChangedText: Texts<WorkOrderMoved> = {
  en: (order) => {
    const { title, message } = steps[order.status] ?? reopened;
    return { title: `${title}: ${nameOf(order)}`, message: `${message}${because(order.reason)}` };
  },
  de: (order) => {
    const { title, message } = germanSteps[order.status] ?? reopenedInGerman;
    return { title: `${title}: ${nameOf(order)}`, message: `${message}${because(order.reason)}` };
  },
};

/** Neither this nor the next repeats the comment, which may be deleted. */
export const mentionedText: Texts<Named> = {
  en: (order) => ({
    title: `Mentioned: ${nameOf(order)}`,
    message: 'Somebody has mentioned you in a comment on this work order.',
  }),
  de: (order) => ({
    title: `Erwähnt: ${nameOf(order)}`,
    message: 'Jemand hat Sie in einem Kommentar zu diesem Auftrag erwähnt.',
  }),
};

export const commentedText: Texts<Named> = {
  en: (order) => ({ title: `New comment: ${nameOf(order)}`, message: 'Somebody has commented on this work order.' }),
  de: (order) => ({ title: `Neuer Kommentar: ${nameOf(order)}`, message: 'Jemand hat diesen Auftrag kommentiert.' }),
};

export const departureForgottenText: Texts<DepartureForgotten> = {
  en: (visit, time) => ({
    title: `Departure forgotten: ${nameOf(visit)}`,
    message: `The visit that began at ${time(visit.arrivedAt)} ended by itself at ${time(visit.departedAt)}, since nobody departed. A manager can correct it.`,
  }),
  de: (visit, time) => ({
    title: `Abmeldung vergessen: ${nameOf(visit)}`,
    message: `Der Besuch ab ${time(visit.arrivedAt)} endete von selbst: ${time(visit.departedAt)}, denn niemand hat sich abgemeldet. Eine Führungskraft kann das berichtigen.`,
  }),
};
