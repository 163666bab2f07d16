import { defineMail } from '#libs/mail';

export type PurchaseOrderMailData = { orderNumber: string };

/** To the supplier, with the order attached. */
export const purchaseOrderMail = defineMail<PurchaseOrderMailData>('inventory.purchase-order', {
  en: ({ orderNumber }, account) => ({
    subject: `Purchase order ${orderNumber} of ${account}`,
    paragraphs: [
      `Please find attached purchase order ${orderNumber} of ${account}.`,
      `Answers to this mail reach nobody: please write to whom you know at ${account}.`,
    ],
  }),
  de: ({ orderNumber }, account) => ({
    subject: `Bestellung ${orderNumber} von ${account}`,
    paragraphs: [
      `Im Anhang finden Sie die Bestellung ${orderNumber} von ${account}.`,
      `Antworten auf diese E-Mail erreichen niemanden: Bitte schreiben Sie an Ihren Ansprechpartner bei ${account}.`,
    ],
  }),
});
