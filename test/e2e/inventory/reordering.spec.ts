import { PurchaseDesk, type Order } from './purchase-desk.js';
import { StockRoom } from './stock-room.js';

let room: StockRoom;
let desk: PurchaseDesk;
const usd = (amount: string) => ({ amount, currency: 'USD' });

beforeAll(async () => {
  room = await StockRoom.open();
  desk = new PurchaseDesk(room);
});

/** Of which there are none. */
const lowPart = (given: object = {}) => room.part({ reorderLevel: 5, reorderQuantity: 20, ...given });
const suggestionsOf = async (query: object) =>
  (await room.manager.get('/v1/reorder-suggestions').query(query).expect(200)).body.data;
const order = async (...partIds: string[]) =>
  (await room.manager.post('/v1/reorder-suggestions/order').send({ partIds }).expect(200)).body;

describe('suggestions', () => {
  it('are the reorder quantity without what is on order, in whole packs; of parts that are low alone', async () => {
    const supplierId = await room.supplier();
    const part = await lowPart({ name: 'A low one' });
    await room.supply(part, supplierId, { packSize: 6, unitPrice: usd('1.50') });
    const enough = await lowPart({ name: 'B enough' });
    await room.supply(enough, supplierId);
    await room.receive(enough, 6, '1.00');
    const only = { partId: part, packSize: 6, supplierId, unitPrice: usd('1.50') };
    expect(await suggestionsOf({ supplierId })).toMatchObject([{ ...only, quantityOnOrder: 0, suggestedQuantity: 24 }]);
    const draft = await desk.draftOf([[part, 5]], supplierId);
    expect(await suggestionsOf({ supplierId })).toMatchObject([{ ...only, quantityOnOrder: 5, suggestedQuantity: 18 }]);
    const ordered = await desk.does(draft, 'submit');
    await desk.receive(ordered, [3]).expect(200);
    expect(await suggestionsOf({ supplierId })).toMatchObject([
      { quantityInStock: 3, quantityOnOrder: 2, suggestedQuantity: 18 },
    ]);
    await desk.does(await desk.read(ordered.id), 'cancel', { reason: 'Late' });
    expect(await suggestionsOf({ supplierId })).toMatchObject([{ quantityOnOrder: 0, suggestedQuantity: 24 }]);
  });
});

describe('one call', () => {
  it('makes a draft for each preferred supplier and currency, and names what could not be ordered', async () => {
    const [one, other, closed] = [
      await room.supplier(),
      await room.supplier(undefined, { leadDays: 3 }),
      await room.supplier(),
    ];
    const sold = async (supplier: string, given: object = {}, part: object = {}) => {
      const id = await lowPart(part);
      await room.supply(id, supplier, given);
      return id;
    };
    const a = await sold(one, { unitPrice: usd('2.00') });
    const b = await sold(one, {}, { unitPrice: usd('3.00') });
    const euro = await sold(one, { unitPrice: { amount: '1.00', currency: 'EUR' } }, { currency: 'EUR' });
    const c = await sold(other, { unitPrice: usd('4.00'), packSize: 50 });
    const dear = await sold(other);
    const gone = await sold(closed, { unitPrice: usd('1.00') });
    await room.manager.post(`/v1/suppliers/${closed}/deactivate`).set('If-Match', '"1"').expect(200);
    const nobodys = await lowPart();
    const { orders, skipped } = await order(a, b, c, euro, dear, gone, nobodys);
    expect(orders).toHaveLength(3);
    expect(new Set(skipped.map(({ partId, reason }: Record<string, string>) => `${partId} ${reason}`))).toEqual(
      new Set([`${dear} no_price`, `${gone} supplier_inactive`, `${nobodys} no_supplier`]),
    );
    const made: (Order & Record<string, unknown>)[] = await Promise.all(
      orders.map(({ purchaseOrderId }: Record<string, string>) => desk.read(purchaseOrderId!)),
    );
    const summary = made.map(({ supplierId, status, currency, totalCost, lines, expectedDate }) => ({
      ...{ supplierId, status, currency, totalCost, isExpected: expectedDate !== null },
      lines: lines.map(({ partId, quantity }) => `${partId} ${quantity}`).toSorted(),
    }));
    expect(summary).toEqual(
      expect.arrayContaining([
        {
          supplierId: one,
          status: 'draft',
          currency: 'USD',
          totalCost: usd('100.00'),
          isExpected: false,
          lines: [`${a} 20`, `${b} 20`].toSorted(),
        },
        {
          supplierId: one,
          status: 'draft',
          currency: 'EUR',
          totalCost: { amount: '20.00', currency: 'EUR' },
          isExpected: false,
          lines: [`${euro} 20`],
        },
        {
          supplierId: other,
          status: 'draft',
          currency: 'USD',
          totalCost: usd('200.00'),
          isExpected: true,
          lines: [`${c} 50`],
        },
      ]),
    );
    expect(await order(a, b, c, euro)).toEqual({ orders: [], skipped: [] });
  });

  it('twenty times at once orders nothing twice', async () => {
    const supplier = await room.supplier();
    const parts = await Promise.all(Array.from({ length: 5 }, () => lowPart({ unitPrice: usd('1.00') })));
    for (const part of parts) await room.supply(part, supplier);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => order(...(n % 2 ? parts : parts.toReversed()))),
    );
    expect(results.flatMap(({ orders }) => orders)).toHaveLength(1);
    expect(await suggestionsOf({ supplierId: supplier })).toMatchObject(
      parts.map(() => ({ quantityOnOrder: 20, suggestedQuantity: 0 })),
    );
  });

  it('names parts that there are', async () => {
    const partIds = [await lowPart(), '00000000-0000-7000-8000-00000000dead'];
    const { body } = await room.manager.post('/v1/reorder-suggestions/order').send({ partIds }).expect(422);
    expect(body.errors).toMatchObject([{ pointer: '/partIds/1', code: 'part.unknown' }]);
  });

  it('is no business of employees, who see suggestions, nor of technicians', async () => {
    const employee = await room.tenant.as('employee');
    await employee.get('/v1/reorder-suggestions').expect(200);
    await employee
      .post('/v1/reorder-suggestions/order')
      .send({ partIds: [await lowPart()] })
      .expect(403);
    await (await room.tenant.as('technician')).get('/v1/reorder-suggestions').expect(403);
  });
});
