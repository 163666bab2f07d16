import { Injectable } from '@nestjs/common';
import {
  WebhookSecretRekeyService,
  type RekeyedWebhooks,
} from './webhooks/application/webhook-secret-rekey.service.js';

/** Secrets of webhooks, for whoever changes ENCRYPTION_KEY. */
@Injectable()
export class WebhookSecretsFacade {
  constructor(private readonly secrets: WebhookSecretRekeyService) {}

  /** Encrypts those of the current tenant with the key of now. */
  rekey(): Promise<RekeyedWebhooks> {
    return this.secrets.rekey();
  }
}
