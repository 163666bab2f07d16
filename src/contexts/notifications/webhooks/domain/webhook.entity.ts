import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';

/** Instead of types: all of them, also those of later releases. */
export const ALL_EVENTS = '*';

export const WebhookSchema = defineEntity({
  name: 'Webhook',
  tableName: 'webhooks',
  schema: '*',
  properties: {
    ...versioned,
    url: p.text(),
    description: p.text().nullable(),
    events: p.array().columnType('varchar(100)[]').$type<string[]>(),
    secretEncrypted: p.string().length(500).hidden(),
    secretKeyId: p.string().length(50).hidden(),
    previousSecretEncrypted: p.string().length(500).nullable().hidden(),
    previousSecretKeyId: p.string().length(50).nullable().hidden(),
    previousSecretUntil: p.datetime().nullable(),
    isActive: p.boolean().onCreate(() => true),
    disabledReason: p.text().nullable(),
    createdById: p.uuid().fieldName('created_by').nullable(),
  },
});

/** A secret as it is stored. */
export interface StoredSecret {
  readonly text: string;
  readonly keyId: string;
}

export interface WebhookDetails {
  readonly url: string;
  readonly description: string | null;
  /** Null for all. */
  readonly eventTypes: readonly string[] | null;
}

/** Where a customer's program receives events. */
export class Webhook extends WebhookSchema.class {
  /** @param secretOf encrypts it for the row with this id */
  static create(details: WebhookDetails, createdById: string | null, secretOf: (id: string) => StoredSecret): Webhook {
    const id = uuidv7();
    const { text: secretEncrypted, keyId: secretKeyId } = secretOf(id);
    const webhook = Object.assign(new Webhook(), { id, createdById, secretEncrypted, secretKeyId, isActive: true });
    webhook.edit(details);
    return webhook;
  }

  edit({ url, description, eventTypes }: Partial<WebhookDetails>): void {
    if (url !== undefined) this.url = url;
    if (description !== undefined) this.description = description;
    if (eventTypes !== undefined) this.events = eventTypes === null ? [ALL_EVENTS] : [...new Set(eventTypes)].sort();
  }

  /** Until then everything is signed with both secrets; at once with the new one alone where that has passed already. */
  rotateSecret({ text, keyId }: StoredSecret, at: Date, overlapSeconds: number): void {
    const isOverlapping = overlapSeconds > 0;
    this.previousSecretEncrypted = isOverlapping ? this.secretEncrypted : null;
    this.previousSecretKeyId = isOverlapping ? this.secretKeyId : null;
    this.previousSecretUntil = isOverlapping ? new Date(at.getTime() + overlapSeconds * 1_000) : null;
    this.secretEncrypted = text;
    this.secretKeyId = keyId;
  }

  enable(): void {
    this.isActive = true;
    this.disabledReason = null;
  }

  /** @param reason null where somebody did so who needs none */
  disable(reason: string | null): void {
    if (!this.isActive) return;
    this.isActive = false;
    this.disabledReason = reason;
  }
}
WebhookSchema.setClass(Webhook);
