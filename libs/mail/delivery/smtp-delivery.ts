import { createTransport, type NodemailerError } from 'nodemailer';
import type { MailConfig } from '#libs/config';
import type { MailAttachment } from '../queue/mailer.js';
import { DeliveryError, MailDelivery, type OutgoingMail } from './mail-delivery.js';

const WAIT_MS = 15_000;

/** Programs that answer mails by themselves leave these alone (RFC 3834). */
const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/** Hands mails to the server of SMTP_URL, over connections that are used again. */
export class SmtpDelivery extends MailDelivery {
  private readonly transport;

  constructor(
    url: string,
    private readonly from: MailConfig['from'],
    connections: number,
  ) {
    super();
    this.transport = createTransport({
      url,
      // A password is never sent in the open, though a server or whoever sits before it offers no encryption.
      requireTLS: new URL(url).username !== '',
      pool: true,
      maxConnections: connections,
      // What is retried, and when, is for the queue to say.
      maxRequeues: 0,
      connectionTimeout: WAIT_MS,
      greetingTimeout: WAIT_MS,
      socketTimeout: 2 * WAIT_MS,
      dnsTimeout: WAIT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async deliver(mail: OutgoingMail, signal: AbortSignal): Promise<void> {
    const { id, sender, recipient, subject, text, html, attachment } = mail;
    const { address } = this.from;
    try {
      await this.transport.sendMail({
        // the same at each attempt, so that a mail that was accepted twice is recognised
        messageId: `<${id}@${address.split('@')[1]!}>`,
        from: { name: sender, address },
        to: { name: '', address: recipient },
        envelope: { from: address, to: [recipient] },
        headers: automatic,
        subject,
        text,
        html,
        attachments: attachment ? [attached(attachment)] : [],
        signal,
      });
    } catch (error) {
      throw deliveryError(error as NodemailerError);
    }
  }

  close(): void {
    this.transport.close({ force: true });
  }
}

const attached = ({ fileName, contentType, content }: MailAttachment) => ({
  filename: fileName,
  contentType,
  content,
  encoding: 'base64',
});

/** Refusals of this mail alone. Of the sender, the credential or the whole connection all mails would die, and somebody can put it right. */
const ofThisMail = ['RCPT TO', 'DATA'];

function deliveryError({
  code = 'error',
  command,
  responseCode,
  permanent,
  response,
  message,
}: NodemailerError): DeliveryError {
  const isFinal = permanent === true && ofThisMail.includes(command ?? '');
  const reason = [code, command, responseCode].filter((part) => part !== undefined).join(' ');
  return new DeliveryError(response ?? message, reason, isFinal);
}
