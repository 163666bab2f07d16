import { defineRefusal, refuse, type DomainError } from '#libs/kernel';

export const invoiceNotOpen = defineRefusal({
  code: 'invoice.invalid_transition',
  kind: 'conflict',
  detail: 'The status of the invoice does not allow it.',
  remedy: 'Open ones are paid or made void, paid ones credited, each once: `currentStatus` says which it is.',
  members: { currentStatus: 'void' },
});

export const invoiceTooLarge = defineRefusal({
  code: 'invoice.too_large',
  kind: 'invalid',
  detail: 'The total is more than 99,999,999.99.',
  remedy: 'Issue several invoices.',
  pointer: '/lines',
});

export function wrongState(status: string): DomainError {
  return refuse(invoiceNotOpen, {
    detail: `The invoice is ${status}, which does not allow it.`,
    members: { currentStatus: status },
  });
}
