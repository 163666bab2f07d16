import { randomUUID } from 'node:crypto';
import { costOf } from '../contract/api/statement-count.js';
import { PurchaseDesk, type Order } from './purchase-desk.js';
import { StockRoom } from './stock-room.js';

let room: StockRoom;
let desk: PurchaseDesk;
const usd = (amount: string) => ({ amount, currency: 'USD' });

beforeAll(async () => {
  room = await StockRoom.open();
  desk = new PurchaseDesk(room);
});

const receivedOf = async ({ id }: Order) => (await desk.read(id)).lines.map(({ quantityReceived }) => quantityReceived);
const sumsOf = async (part: string) => {
  const { ledger, locations, part: kept } = await room.sums(part);
  expect([locations, kept]).toEqual([ledger, ledger]);
  return ledger;
};

describe('a receipt', () => {
  it('of a part of an order leaves the rest outstanding, and the last one completes it', async () => {
    const order = await desk.ordered([10, 4], '2.50');
    const [first, second] = order.lines.map(({ partId }) => partId);
    const { body: some } = await desk.receive(order, [6, 0], { movementNotes: 'Note 1' }).expect(200);
    expect(some).toMatchObject({ status: 'partially_received', version: order.version + 1, receivedAt: null });
    expect([await sumsOf(first!), await sumsOf(second!)]).toEqual([
      { quantity: 6, value: '15.00' },
      { quantity: 0, value: '0.00' },
    ]);
    const { body: all } = await desk.act(order, 'receive', {}).expect(200);
    expect(all).toMatchObject({ status: 'received', lines: [{ quantityReceived: 10 }, { quantityReceived: 4 }] });
    expect(all.receivedAt).not.toBeNull();
    const { body } = await room.manager.get('/v1/stock-movements').query({ purchaseOrderId: order.id }).expect(200);
    expect(body.data.map(({ type, quantity, notes }: Record<string, unknown>) => [type, quantity, notes])).toEqual(
      expect.arrayContaining([
        ['purchase', 6, 'Note 1'],
        ['purchase', 4, null],
        ['purchase', 4, null],
      ]),
    );
    expect((await desk.act(order, 'receive', {}).expect(409)).body.code).toBe('purchase_order.invalid_transition');
  });

  it('brings prices into the part, its average and what the supplier asks; samples bring none', async () => {
    const [part, supplierId] = [await room.part({ unitPrice: usd('1.00') }), await room.supplier()];
    const { id } = await room.supply(part, supplierId, { unitPrice: usd('1.00') });
    await room.receive(part, 10, '1.00');
    const buy = async (quantity: number, price: string) =>
      desk
        .act(await desk.does(await desk.draftOf([[part, quantity, price]], supplierId), 'submit'), 'receive', {})
        .expect(200);
    await buy(10, '2.00');
    const priced = { unitPrice: usd('2.00'), averageUnitCost: usd('1.50'), stockValue: usd('30.00') };
    expect(await room.read(part)).toMatchObject(priced);
    expect((await room.manager.get(`/v1/part-suppliers/${id}`)).body).toMatchObject({
      unitPrice: usd('2.00'),
      version: 2,
    });
    await buy(10, '0.00');
    expect(await room.read(part)).toMatchObject({ unitPrice: usd('2.00'), averageUnitCost: usd('1.00') });
  });

  it('of more than was ordered is refused above the tolerance of the account', async () => {
    const order = await desk.ordered([10]);
    const refused = await desk.receive(order, [11]).expect(409);
    expect(refused.body).toMatchObject({ code: 'purchase_order.over_receipt', receivable: 10 });
    await desk.set({ overReceiptPercent: 15 });
    expect((await desk.receive(order, [12]).expect(409)).body.receivable).toBe(11);
    await desk.receive(order, [11]).expect(200);
    await desk.set({ overReceiptPercent: 0 });
    expect(await receivedOf(order)).toEqual([11]);
  });

  it('is refused as a whole where one line is wrong', async () => {
    const order = await desk.ordered([5, 5]);
    await desk.receive(order, [5, 6]).expect(409);
    const other = await desk.ordered([1]);
    const lines = [{ partId: order.lines[0]!.partId, quantity: 1 }];
    const foreign = [...lines, { partId: other.lines[0]!.partId, quantity: 1 }];
    const unknown = await desk.act(order, 'receive', { parts: foreign }).expect(422);
    expect(unknown.body.errors).toMatchObject([{ pointer: '/parts/1/partId', code: 'purchase_order.not_on_order' }]);
    const twice = await desk.act(order, 'receive', { parts: [...lines, ...lines] }).expect(422);
    expect(twice.body.errors).toMatchObject([{ pointer: '/parts/1/partId', code: 'field.duplicate_items' }]);
    for (const [quantity, code] of [
      [0, 'field.too_small'],
      [-1, 'field.too_small'],
      [2_147_483_648, 'field.too_large'],
    ] as const) {
      const { body } = await desk.act(order, 'receive', { parts: [{ ...lines[0]!, quantity }] }).expect(422);
      expect(body.errors).toMatchObject([{ pointer: '/parts/0/quantity', code }]);
    }
    const nowhere = await desk.receive(order, [1, 1], { locationId: order.id }).expect(422);
    expect(nowhere.body.errors).toMatchObject([{ pointer: '/locationId', code: 'stock_location.unknown' }]);
    const part = order.lines[1]!.partId;
    const { version } = await room.read(part);
    await room.manager.post(`/v1/parts/${part}/deactivate`).set('If-Match', `"${version}"`).expect(200);
    expect((await desk.receive(order, [1, 1]).expect(409)).body.code).toBe('part.inactive');
    expect(await receivedOf(order)).toEqual([0, 0]);
    expect(await sumsOf(order.lines[0]!.partId)).toEqual({ quantity: 0, value: '0.00' });
  });

  it('that is repeated with its Idempotency-Key is booked once', async () => {
    const order = await desk.ordered([10]);
    const key = randomUUID();
    const send = () => desk.receive(order, [3]).set('Idempotency-Key', key).expect(200);
    const [first, second] = [await send(), await send()];
    expect(second.text).toBe(first.text);
    expect(await receivedOf(order)).toEqual([3]);
  });

  it('of twenty at once books no more than was ordered', async () => {
    const order = await desk.ordered([30, 30], '0.33');
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.receive(order, [2, 2])));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(15);
    expect(await receivedOf(order)).toEqual([30, 30]);
    for (const { partId } of order.lines) expect(await sumsOf(partId)).toEqual({ quantity: 30, value: '9.90' });
    expect(await desk.read(order.id)).toMatchObject({ status: 'received' });
  });

  it('meets bookings of its parts at the same time, in whatever order, and all are booked', async () => {
    const one = await desk.draft([40, 40], '1.00');
    const parts = one.lines.map(({ partId }) => partId);
    const other = await desk.draftOf(parts.toReversed().map((part) => [part, 40, '1.00'] as const));
    const [a, b] = [await desk.does(one, 'submit'), await desk.does(other, 'submit')];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => [
        desk.receive(n % 2 ? a : b, [1, 1]),
        room.post(parts[n % 2]!, 'receive', { quantity: 1 }),
      ]).flat(),
    );
    expect(answers.map(({ status }) => (status < 300 ? 'booked' : status))).toEqual(answers.map(() => 'booked'));
    const sums = await Promise.all(parts.map(sumsOf));
    expect(sums.map(({ quantity }) => quantity)).toEqual([15, 15]);
  });

  it('of two hundred lines is one round trip and one transaction', async () => {
    const quantities = Array.from({ length: 200 }, (_, n) => n + 1);
    const order = await desk.ordered(quantities, '0.07');
    const { roundTrips } = await costOf(async () => {
      const { body } = await desk.receive(order, quantities).expect(200);
      expect(body).toMatchObject({ status: 'received' });
    });
    // the other one reads the order for the answer
    expect(roundTrips).toBe(2);
    const [row] = await room.query(
      `select count(*)::int as count, sum(quantity)::int as quantity, sum(total_cost)::text as cost, count(distinct xmin::text)::int as transactions
        from tenant.inventory_transactions where purchase_order_id = $1`,
      [order.id],
    );
    expect(row).toEqual({ count: 200, quantity: 20_100, cost: '1407.00', transactions: 1 });
  }, 60_000);
});

describe('a return to the supplier', () => {
  it('is the reverse of a wrong receipt: stock, value, line and state are what they were', async () => {
    const part = await room.part();
    await room.receive(part, 10, '1.00');
    const order = await desk.does(await desk.draftOf([[part, 10, '100.00']]), 'submit');
    const { body } = await desk.receive(order, [10]).expect(200);
    expect(await sumsOf(part)).toEqual({ quantity: 20, value: '1010.00' });
    const { body: back } = await desk.giveBack(body, [4], { movementNotes: 'Wrong thread' }).expect(200);
    expect(back).toMatchObject({ status: 'partially_received', receivedAt: null, lines: [{ quantityReceived: 6 }] });
    const { body: none } = await desk.giveBack(body, [6]).expect(200);
    expect(none).toMatchObject({ status: 'ordered', lines: [{ quantityReceived: 0 }] });
    expect(await sumsOf(part)).toEqual({ quantity: 10, value: '10.00' });
    await desk.act(order, 'receive', {}).expect(200);
    expect(await sumsOf(part)).toEqual({ quantity: 20, value: '1010.00' });
  });

  it('takes no more than was received, nor than lies there, nor more value than lies there', async () => {
    const order = await desk.ordered([10], '5.00');
    const part = order.lines[0]!.partId;
    await desk.receive(order, [6]).expect(200);
    expect((await desk.giveBack(order, [7]).expect(409)).body).toMatchObject({
      code: 'purchase_order.more_than_received',
      returnable: 6,
    });
    await room.book(part, 'issue', { quantity: 4 });
    expect((await desk.giveBack(order, [3]).expect(409)).body).toMatchObject({
      code: 'stock.insufficient',
      available: 2,
    });
    await room.receive(part, 2, '0.00');
    await desk.giveBack(order, [3]).expect(200);
    expect(await sumsOf(part)).toEqual({ quantity: 1, value: '0.00' });
  });

  it('of a canceled order leaves it canceled', async () => {
    const order = await desk.ordered([5]);
    const { body } = await desk.receive(order, [2]).expect(200);
    const canceled = await desk.does(body, 'cancel', { reason: 'Wrong part' });
    await desk.receive(order, [1]).expect(409);
    const { body: back } = await desk.giveBack(canceled, [2]).expect(200);
    expect(back).toMatchObject({ status: 'canceled', lines: [{ quantityReceived: 0 }] });
  });

  it('is no business of technicians', async () => {
    const order = await desk.ordered([5]);
    const technician = await room.tenant.as('technician');
    await desk.act(order, 'receive', {}, technician).expect(403);
    await desk.act(order, 'return', { parts: [] }, technician).expect(403);
  });
});
