import type { LinkedRequest } from '#contexts/work-orders';
import type { Texts } from './notification-text.js';

export interface RequestStep {
  readonly request: Pick<LinkedRequest, 'requestNumber' | 'title'>;
  /** Why, in the words of whoever did it. */
  readonly reason: string | null;
}

/** The same form in each language: what became of it, and which request. */
function step(en: readonly [string, string], de: readonly [string, string]): Texts<RequestStep> {
  const textOf =
    ([title, message]: readonly [string, string]) =>
    ({ request, reason }: RequestStep) => ({
      title: `${title}: ${request.requestNumber} ${request.title}`,
      message: reason === null ? message : `${message} ${reason}`,
    });
  return { en: textOf(en), de: textOf(de) };
}

export const requestTexts = {
  approved: step(['Approved', 'What you asked for has been approved.'], ['Genehmigt', 'Ihr Anliegen wurde genehmigt.']),
  rejected: step(
    ['Rejected', 'What you asked for will not be done.'],
    ['Abgelehnt', 'Ihr Anliegen wird nicht bearbeitet.'],
  ),
  converted: step(
    ['Work ordered', 'What you asked for has been ordered.'],
    ['Beauftragt', 'Zu Ihrem Anliegen gibt es jetzt einen Auftrag.'],
  ),
  messagePosted: step(
    ['New message', 'Somebody has written about this request.'],
    ['Neue Nachricht', 'Jemand hat zu diesem Anliegen geschrieben.'],
  ),
};

/** Of the work that a request has led to. */
export const requestedWorkTexts = {
  completed: step(['Done', 'What you asked for has been done.'], ['Erledigt', 'Ihr Anliegen ist erledigt.']),
  canceled: step(
    ['Work canceled', 'The work that you asked for has been canceled.'],
    ['Arbeit abgesagt', 'Die Arbeit zu Ihrem Anliegen wurde abgesagt.'],
  ),
  rejected: step(
    ['Work rejected', 'The work that you asked for will not be done.'],
    ['Arbeit abgelehnt', 'Die Arbeit zu Ihrem Anliegen wird nicht ausgeführt.'],
  ),
  reopened: step(
    ['Work goes on', 'The work that you asked for is taken up again.'],
    ['Arbeit geht weiter', 'Die Arbeit zu Ihrem Anliegen wird wieder aufgenommen.'],
  ),
};
