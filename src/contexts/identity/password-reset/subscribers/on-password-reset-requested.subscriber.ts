import { Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { PasswordResetMailService } from '../application/password-reset-mail.service.js';
import { passwordResetRequested } from '../domain/password-reset.events.js';

/** After the answer, which thus takes as long where there is no such user. */
@Subscribes(passwordResetRequested, 'identity.password-reset-requested')
export class OnPasswordResetRequestedSubscriber implements Subscriber<{ email: string }> {
  constructor(private readonly mails: PasswordResetMailService) {}

  handle({ payload }: DomainEvent<{ email: string }>): Promise<void> {
    return this.mails.answer(payload.email);
  }
}
