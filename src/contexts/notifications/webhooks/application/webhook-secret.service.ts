import { Injectable } from '@nestjs/common';
import { Encryption, type EncryptedText } from '#libs/encryption';

/** Secrets of webhooks as they are stored: each is readable for its own webhook alone. */
@Injectable()
export class WebhookSecretService {
  constructor(private readonly encryption: Encryption) {}

  encrypt(secret: string, webhookId: string): EncryptedText {
    return this.encryption.encrypt(secret, secretPlace(webhookId));
  }

  decrypt(stored: EncryptedText, webhookId: string): string {
    return this.encryption.decrypt(stored, secretPlace(webhookId));
  }
}

export function secretPlace(webhookId: string): string {
  return `webhook ${webhookId}`;
}
