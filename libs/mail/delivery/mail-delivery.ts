import type { MailAttachment } from '../queue/mailer.js';
import type { RenderedMail } from '../template/render-mail.js';

export interface OutgoingMail extends RenderedMail {
  readonly id: string;
  readonly template: string;
  readonly recipient: string;
  readonly attachment?: MailAttachment | undefined;
  /** Null for the platform's. */
  readonly tenantId: string | null;
}

/** How mails leave, or where they are kept instead. */
export abstract class MailDelivery {
  /** Resolves once somebody else is responsible for the mail. An aborted signal ends the attempt. @throws DeliveryError */
  abstract deliver(mail: OutgoingMail, signal: AbortSignal): Promise<void>;

  /** Ends what is open. */
  abstract close(): void;
}

export class DeliveryError extends Error {
  constructor(
    /** What the other side said, for the row of the mail; may contain the address. */
    readonly answer: string,
    /** A short reason without addresses, for the log. */
    reason: string,
    /** Another attempt would end in the same way. */
    readonly isFinal: boolean,
  ) {
    super(reason);
  }
}
