import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { Encryption, type EncryptedText } from '#libs/encryption';
import { currentTenant } from '#libs/request-context';
import { webhooksWithStaleSecrets } from './stale-webhook-secret.queries.js';
import { renewWebhookSecret } from './stale-webhook-secret.writes.js';
import { WebhookSecretService } from './webhook-secret.service.js';

export interface RekeyedWebhooks {
  readonly renewed: number;
  /** Under a key that this process was not given. */
  readonly unreadable: number;
}

/** Encrypts secrets of webhooks with ENCRYPTION_KEY that another key has encrypted. */
@Injectable()
export class WebhookSecretRekeyService {
  constructor(
    private readonly db: TenantDb,
    private readonly encryption: Encryption,
    private readonly secrets: WebhookSecretService,
  ) {}

  async rekey(): Promise<RekeyedWebhooks> {
    const rows = await this.db.run(webhooksWithStaleSecrets, { keyId: this.encryption.keyId });
    const renewals = rows.map((row) => this.renewalOf(row)).filter((renewal) => renewal !== null);
    const { schema } = currentTenant();
    const results =
      renewals.length === 0
        ? []
        : await this.db.batch(...renewals.map((each) => renewWebhookSecret.bind(schema, each)));
    const renewed = results.filter(({ rowCount }) => rowCount > 0).length;
    return { renewed, unreadable: rows.length - renewals.length };
  }

  /** Null where a key is missing. */
  private renewalOf(row: typeof webhooksWithStaleSecrets.row) {
    const secret = { text: row.secret_encrypted, keyId: row.secret_key_id };
    const { previous_secret_encrypted: text, previous_secret_key_id: keyId } = row;
    const previous = text && keyId ? { text, keyId } : null;
    if (![secret, previous].every((each) => !each || this.encryption.isReadable(each))) return null;
    const renewed = this.anew(secret, row.id);
    const renewedPrevious = previous && this.anew(previous, row.id);
    return {
      id: row.id,
      former: secret.text,
      ...renewed,
      previousText: renewedPrevious?.text ?? null,
      previousKeyId: renewedPrevious?.keyId ?? null,
    };
  }

  private anew(secret: EncryptedText, webhookId: string): EncryptedText {
    return this.secrets.encrypt(this.secrets.decrypt(secret, webhookId), webhookId);
  }
}
