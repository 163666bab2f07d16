import type { Letterhead } from '#contexts/tenancy';
import { sheetDates, sheetLocale, sheetMoney, type Sheet, type SheetColumn, type SheetLocale } from '#libs/pdf';
import type { LineView } from './purchase-order-line.queries.js';
import type { PurchaseOrderWithLines } from './purchase-order.queries.js';

const english = {
  title: (number: string) => `Purchase order ${number}`,
  supplier: 'Supplier',
  contact: 'Contact',
  ordered: 'Ordered on',
  expected: 'Expected on',
  received: 'Received on',
  canceled: 'Canceled on',
  notOrdered: 'Draft: not ordered yet',
  line: 'No.',
  part: 'Part',
  theirs: 'Your number',
  quantity: 'Quantity',
  price: 'Price',
  total: 'Total',
  notes: 'Notes',
};

const texts: Readonly<Record<SheetLocale, typeof english>> = {
  en: english,
  de: {
    title: (number) => `Bestellung ${number}`,
    supplier: 'Lieferant',
    contact: 'Ansprechpartner',
    ordered: 'Bestellt am',
    expected: 'Erwartet am',
    received: 'Erhalten am',
    canceled: 'Storniert am',
    notOrdered: 'Entwurf: noch nicht bestellt',
    line: 'Nr.',
    part: 'Teil',
    theirs: 'Ihre Nummer',
    quantity: 'Menge',
    price: 'Preis',
    total: 'Summe',
    notes: 'Anmerkungen',
  },
};

/** What is printed of an order. Costs are left out where the reader does not see them. */
export function purchaseOrderSheet(order: PurchaseOrderWithLines, issuer: Letterhead, madeAt: Date): Sheet {
  const language = sheetLocale(issuer.locale);
  const text = texts[language];
  const { day, dayOf } = sheetDates(issuer.locale, issuer.timezone);
  const money = sheetMoney(issuer.locale);
  const { totalCost } = order;
  const title = text.title(order.orderNumber);
  return {
    title: order.orderedAt || order.canceledAt ? title : `${title} – ${text.notOrdered}`,
    language,
    issuer,
    madeAt,
    facts: [
      [text.supplier, order.supplierName],
      [text.contact, order.supplierContact],
      [text.ordered, dayOf(order.orderedAt)],
      [text.expected, day(order.expectedDate)],
      [text.received, dayOf(order.receivedAt)],
      [text.canceled, dayOf(order.canceledAt)],
    ],
    blocks: [
      {
        kind: 'table',
        columns: columnsOf(text, totalCost !== null),
        rows: order.lines.map((line) => rowOf(line, money, totalCost !== null)),
        totals: totalCost === null ? [] : [[text.total, money(totalCost)]],
      },
      ...(order.notes ? [{ kind: 'text' as const, heading: text.notes, text: order.notes }] : []),
    ],
  };
}

function columnsOf(text: typeof english, withCosts: boolean): SheetColumn[] {
  const columns: SheetColumn[] = [
    { label: text.line, width: 1 },
    { label: text.part, width: 7 },
    { label: text.theirs, width: 3 },
    { label: text.quantity, width: 2, align: 'right' },
  ];
  if (!withCosts) return columns;
  return [
    ...columns,
    { label: text.price, width: 2.5, align: 'right' },
    { label: text.total, width: 2.5, align: 'right' },
  ];
}

function rowOf(line: LineView, money: ReturnType<typeof sheetMoney>, withCosts: boolean): string[] {
  const part = [`${line.partNumber} ${line.name}`, ...(line.notes ? [line.notes] : [])].join('\n');
  const row = [String(line.lineNumber), part, line.supplierPartNumber ?? '', String(line.quantity)];
  if (!withCosts) return row;
  return [...row, ...[line.unitPrice, line.totalCost].map((cost) => (cost ? money(cost) : ''))];
}
