import type { LowStock } from '#contexts/inventory';
import type { ApproachedLimit } from '#contexts/tenancy';
import type { Texts } from './notification-text.js';

export const lowStockText: Texts<LowStock> = {
  en: ({ name, partNumber, quantity, reorderLevel, locationName }) => {
    const where = locationName === null ? 'in stock' : `at ${locationName}`;
    const message = `${partNumber} ${name}: ${quantity} ${where}, to be reordered at ${reorderLevel}.`;
    return { title: `Low on stock: ${name}`, message };
  },
  de: ({ name, partNumber, quantity, reorderLevel, locationName }) => {
    const where = locationName === null ? 'auf Lager' : `in ${locationName}`;
    const message = `${partNumber} ${name}: ${quantity} ${where}, nachzubestellen ab ${reorderLevel}.`;
    return { title: `Bestand niedrig: ${name}`, message };
  },
};

const limits: Readonly<Record<string, readonly [string, string]>> = {
  users: ['users', 'Benutzer'],
  equipment: ['machines', 'Anlagen'],
  storage_bytes: ['bytes of storage', 'Byte Speicher'],
  api_calls: ['API calls', 'API-Aufrufe'],
};

export const limitNearText: Texts<ApproachedLimit> = {
  en: ({ limit, percent, used, allowed }) => ({
    title: `${percent} % of your plan are in use: ${limits[limit]?.[0] ?? limit}`,
    message: `${used} of ${allowed} ${limits[limit]?.[0] ?? limit} are in use. A larger plan allows more.`,
  }),
  de: ({ limit, percent, used, allowed }) => ({
    title: `${percent} % Ihres Tarifs sind belegt: ${limits[limit]?.[1] ?? limit}`,
    message: `${used} von ${allowed} ${limits[limit]?.[1] ?? limit} sind belegt. Ein größerer Tarif erlaubt mehr.`,
  }),
};

/** Of a webhook only the host is named: paths often contain secrets. */
export interface DisabledWebhook {
  readonly host: string;
  readonly cause: DisablingCause;
}

export type DisablingCause = 'failing' | 'gone';

/** Why a webhook was disabled; the English words stand in the webhook, too. */
export const disabledReasons: Readonly<Record<DisablingCause, { readonly en: string; readonly de: string }>> = {
  failing: { en: 'Nothing has arrived for three days.', de: 'Seit drei Tagen ist nichts angekommen.' },
  gone: {
    en: 'The receiver answered 410: nothing is to be sent there any more.',
    de: 'Der Empfänger antwortete mit 410: Dorthin soll nichts mehr gesandt werden.',
  },
};

export const webhookDisabledText: Texts<DisabledWebhook> = {
  en: ({ host, cause }) => ({
    title: `Webhook at ${host} disabled`,
    message: `${disabledReasons[cause].en} Enable it again once the receiver works.`,
  }),
  de: ({ host, cause }) => ({
    title: `Webhook bei ${host} abgeschaltet`,
    message: `${disabledReasons[cause].de} Schalten Sie ihn wieder ein, sobald der Empfänger arbeitet.`,
  }),
};
