import { defineRefusal, refuse, type DomainError } from '#libs/kernel';
import {
  commandsFrom,
  transitions,
  type PurchaseOrderCommand,
  type PurchaseOrderStatus,
} from './purchase-order-status.js';

export const orderTransitionRefused = defineRefusal({
  code: 'purchase_order.invalid_transition',
  kind: 'conflict',
  detail: 'The status does not allow it.',
  meaning: 'The status does not allow it; `possibleTransitions` says what it allows.',
  remedy: 'Read the purchase order again, and offer what `possibleTransitions` names.',
  members: { currentStatus: 'received', possibleTransitions: ['return'] },
});

export const ownApproval = defineRefusal({
  code: 'purchase_order.own_approval',
  kind: 'forbidden',
  detail: 'Whoever submitted an order does not approve it.',
  remedy: 'Ask somebody else who may approve orders.',
});

export const inactiveSupplierOfOrder = defineRefusal({
  code: 'purchase_order.supplier_inactive',
  kind: 'conflict',
  detail: 'The supplier is inactive: nothing more is bought there.',
  remedy: 'Activate the supplier first, or cancel the order.',
});

export const supplierWithoutAddress = defineRefusal({
  code: 'purchase_order.supplier_without_address',
  kind: 'conflict',
  detail: 'There is no e-mail address of the supplier.',
  remedy: 'Give the supplier an e-mail address, or print the order and send it yourself.',
});

export const orderTooLarge = defineRefusal({
  code: 'purchase_order.too_large',
  kind: 'invalid',
  detail: 'An order can cost at most 99,999,999.99.',
  remedy: 'Check quantities and prices, or make several orders of it.',
  pointer: '/lines',
});

export const notOnOrder = defineRefusal({
  code: 'purchase_order.not_on_order',
  kind: 'invalid',
  detail: 'The part is not on the order.',
  remedy: 'Name parts that `lines` of the order shows; book others with POST /v1/parts/{id}/receive.',
  pointer: '/parts/0/partId',
});

export const overReceipt = defineRefusal({
  code: 'purchase_order.over_receipt',
  kind: 'conflict',
  detail: 'More would be received than was ordered.',
  meaning:
    'More would be received than was ordered and the account tolerates (`overReceiptPercent` of its settings): `receivable` says how many more may be.',
  remedy: 'Book at most that many, and return the rest or order it as well.',
  members: { receivable: 3 },
});

export const moreThanReceived = defineRefusal({
  code: 'purchase_order.more_than_received',
  kind: 'conflict',
  detail: 'More would go back than was received.',
  meaning:
    'More would go back to the supplier than was received on the line and not returned yet: `returnable` says how many may.',
  remedy: 'Return at most that many, or adjust the stock with a reason.',
  members: { returnable: 3 },
});

export const nothingToReceive = defineRefusal({
  code: 'purchase_order.nothing_outstanding',
  kind: 'conflict',
  detail: 'All of it has been received.',
  remedy: 'Nothing is left to do; if more came, name the lines of which it did.',
});

export function invalidOrderTransition(status: PurchaseOrderStatus, command: PurchaseOrderCommand): DomainError {
  return refuse(orderTransitionRefused, {
    detail: `A purchase order that is ${status} cannot be ${transitions[command].past}.`,
    members: { currentStatus: status, possibleTransitions: commandsFrom(status) },
  });
}
