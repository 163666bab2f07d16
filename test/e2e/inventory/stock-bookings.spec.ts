import { randomUUID } from 'node:crypto';
import { provisionTestTenant } from '#libs/testing';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { aWorkOrder } from '../../builders/work-orders/work-order.builder.js';
import { StockRoom } from './stock-room.js';

let room: StockRoom;
let part: string;
const usd = (amount: string) => ({ amount, currency: 'USD' });

beforeAll(async () => {
  room = await StockRoom.open();
});
beforeEach(async () => {
  part = await room.part();
});

async function workOrder(): Promise<string> {
  const { body: facility } = await room.manager.post('/v1/facilities').send(aFacility()).expect(201);
  const body = { ...aWorkOrder(), facilityId: facility.id };
  return (await room.manager.post('/v1/work-orders').send(body).expect(201)).body.id;
}

describe('a return', () => {
  it('brings back what was issued for the work order, at what that cost, until it has cost nothing', async () => {
    const order = await workOrder();
    await room.receive(part, 10, '1.00');
    await room.book(part, 'issue', { quantity: 3, workOrderId: order });
    await room.receive(part, 10, '9.00');
    await room.book(part, 'issue', { quantity: 1, workOrderId: order });
    const costs: (string | undefined)[] = [];
    for (let n = 0; n < 4; n += 1)
      costs.push((await room.book(part, 'return', { quantity: 1, workOrderId: order })).totalCost?.amount);
    // issued for 3.00 and 97.00 / 17 = 5.71
    expect(costs).toEqual(['2.18', '2.18', '2.18', '2.17']);
    const { body } = await room.post(part, 'return', { quantity: 1, workOrderId: order }).expect(409);
    expect(body).toMatchObject({ code: 'stock.more_than_issued', returnable: 0 });
    const { body: page } = await room.manager.get(`/v1/stock-movements?workOrderId=${order}`).expect(200);
    expect(page.data).toHaveLength(6);
    expect(await room.sums(part)).toMatchObject({
      part: { quantity: 20, value: '100.00' },
      ledger: { value: '100.00' },
    });
  });

  it('tells what was issued for a work order from what was issued for none', async () => {
    const order = await workOrder();
    await room.receive(part, 10);
    await room.book(part, 'issue', { quantity: 4, workOrderId: order });
    await room.book(part, 'issue', { quantity: 2 });
    expect((await room.post(part, 'return', { quantity: 3 }).expect(409)).body.returnable).toBe(2);
    await room.book(part, 'return', { quantity: 2 });
    await room.post(part, 'return', { quantity: 5, workOrderId: order }).expect(409);
    await room.book(part, 'return', { quantity: 4, workOrderId: order });
    expect(await room.read(part)).toMatchObject({ quantityInStock: 10 });
  });

  it('comes back once, however many return the same at once', async () => {
    const order = await workOrder();
    await room.receive(part, 10);
    await room.book(part, 'issue', { quantity: 3, workOrderId: order });
    const back = () => room.post(part, 'return', { quantity: 3, workOrderId: order });
    const statuses = (await Promise.all(Array.from({ length: 12 }, back))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(11);
    expect(await room.read(part)).toMatchObject({ quantityInStock: 10 });
  });

  it('and an issue name only work orders that the caller sees; others are like those that do not exist', async () => {
    await room.receive(part, 10);
    const [order, technician] = [await workOrder(), await room.tenant.as('technician')];
    for (const workOrderId of [order, randomUUID()])
      for (const booking of ['issue', 'return'] as const) {
        const { body } = await room.post(part, booking, { quantity: 1, workOrderId }, technician).expect(422);
        expect(body).toMatchObject({ code: 'work_order.unknown', errors: [{ pointer: '/workOrderId' }] });
      }
    await room.post(part, 'issue', { quantity: 1, workOrderId: randomUUID() }).expect(422);
    expect(await room.read(part)).toMatchObject({ quantityInStock: 10 });
  });
});

describe('a booking', () => {
  it.each([
    ['receive', { quantity: 0 }, '/quantity', 'field.too_small'],
    ['receive', { quantity: -1 }, '/quantity', 'field.too_small'],
    ['issue', { quantity: 0 }, '/quantity', 'field.too_small'],
    ['return', { quantity: -3 }, '/quantity', 'field.too_small'],
    ['transfer', { quantity: 0, toLocationId: randomUUID() }, '/quantity', 'field.too_small'],
    ['receive', { quantity: 2_147_483_648 }, '/quantity', 'field.too_large'],
    ['issue', { quantity: 2_147_483_648 }, '/quantity', 'field.too_large'],
    ['adjust', { quantity: -2_147_483_648, reason: 'x' }, '/quantity', 'field.too_small'],
    ['adjust', { quantity: 0, reason: 'x' }, '/quantity', 'field.invalid'],
    ['adjust', { quantity: 1 }, '/reason', 'field.required'],
    ['issue', { quantity: 1.5 }, '/quantity', 'field.type'],
    ['issue', { quantity: '1' }, '/quantity', 'field.type'],
    ['receive', { quantity: 1, unitPrice: usd('1.005') }, '/unitPrice/amount', 'field.pattern'],
    ['receive', { quantity: 1, unitPrice: usd('-1') }, '/unitPrice/amount', 'field.pattern'],
    [
      'receive',
      { quantity: 1, unitPrice: { amount: '1', currency: 'EUR' } },
      '/unitPrice/currency',
      'part.other_currency',
    ],
    ['receive', { quantity: 1, locationId: randomUUID() }, '/locationId', 'stock_location.unknown'],
    ['issue', { quantity: 1, locationId: randomUUID() }, '/locationId', 'stock_location.unknown'],
    ['transfer', { quantity: 1, toLocationId: randomUUID() }, '/toLocationId', 'stock_location.unknown'],
    ['transfer', { quantity: 1 }, '/toLocationId', 'field.required'],
  ] as const)('refuses by field: %s %j', async (booking, body, pointer, code) => {
    await room.receive(part, 5);
    const { body: problem } = await room.post(part, booking, body).expect(422);
    expect(problem.errors).toMatchObject([{ pointer, code }]);
    expect(await room.read(part)).toMatchObject({ quantityInStock: 5 });
  });

  it('from a location to itself is refused, in whatever case it is written', async () => {
    const van = await room.location();
    await room.receive(part, 5, undefined, { locationId: van });
    for (const [fromLocationId, toLocationId] of [
      [van, van],
      [van.toUpperCase(), van],
      [van, van.toUpperCase()],
    ]) {
      const { body } = await room.post(part, 'transfer', { quantity: 1, fromLocationId, toLocationId }).expect(422);
      expect(body).toMatchObject({ code: 'stock.same_location', errors: [{ pointer: '/toLocationId' }] });
    }
  });

  it('of more than a part can have is refused, by number and by value', async () => {
    const dear = usd('99999999.99');
    expect((await room.post(part, 'receive', { quantity: 2, unitPrice: dear }).expect(409)).body.code).toBe(
      'stock.too_much',
    );
    await room.post(part, 'receive', { quantity: 1, unitPrice: dear }).expect(201);
    await room.post(part, 'receive', { quantity: 1, unitPrice: usd('0.01') }).expect(409);
    await room.query(
      'update tenant.inventory_parts set quantity_in_stock = 1999999999, stock_value = 0 where id = $1',
      [part],
    );
    await room.receive(part, 1, '0.00');
    expect((await room.post(part, 'receive', { quantity: 1, unitPrice: usd('0.00') }).expect(409)).body.code).toBe(
      'stock.too_much',
    );
  });

  it('of a part of another tenant finds none', async () => {
    const other = await provisionTestTenant(room.testApp);
    const stranger = await other.as('admin');
    await room.receive(part, 5);
    for (const [booking, body] of [
      ['receive', { quantity: 1 }],
      ['issue', { quantity: 1 }],
      ['return', { quantity: 1 }],
      ['adjust', { quantity: -1, reason: 'x' }],
      ['transfer', { quantity: 1, toLocationId: randomUUID() }],
    ] as const)
      expect((await room.post(part, booking, body, stranger).expect(404)).body.code).toBe('resource.not_found');
    await stranger.get(`/v1/parts/${part}/movements`).expect(404);
    const van = await room.location();
    const { body: own } = await stranger.post('/v1/parts').send({ partNumber: 'X-1', name: 'Own' }).expect(201);
    const { body: problem } = await room
      .post(own.id, 'receive', { quantity: 1, locationId: van }, stranger)
      .expect(422);
    expect(problem.code).toBe('stock_location.unknown');
  });

  it('is booked once for one Idempotency-Key, however often it is sent at once and later', async () => {
    await room.receive(part, 20);
    const keys = Array.from({ length: 6 }, () => randomUUID());
    const adjust = (key: string) =>
      room.post(part, 'adjust', { quantity: -1, reason: 'Lost' }).set('Idempotency-Key', key);
    const answers = await Promise.all([...keys, ...keys].map((key) => adjust(key)));
    const others = answers.filter(({ status }) => status !== 201).map(({ body }) => body.code);
    expect(new Set(others)).toEqual(others.length > 0 ? new Set(['idempotency.in_flight']) : new Set());
    await Promise.all(keys.map((key) => adjust(key).expect(201)));
    expect(await room.read(part)).toMatchObject({ quantityInStock: 14 });
    expect(await room.manager.get(`/v1/parts/${part}/movements?type=adjustment`)).toMatchObject({
      body: { data: { length: 6 } },
    });
  });

  it('whose answer was lost is answered with the movement, and not booked again', async () => {
    await room.receive(part, 5);
    const key = randomUUID();
    const issue = () => room.post(part, 'issue', { quantity: 2 }).set('Idempotency-Key', key);
    const { text } = await issue().expect(201);
    await room.query(
      `update tenant.idempotency_keys set status = 'in_progress', response_status = null, response_headers = null,
        response_body = null, locked_until = now() - interval '1 second' where key = $1`,
      [key],
    );
    expect((await issue().expect(201)).text).toBe(text);
    expect(await room.read(part)).toMatchObject({ quantityInStock: 3 });
  });

  it('does not count as an edit: who edits the part meanwhile is not refused', async () => {
    const { version, updatedAt } = await room.read(part);
    await room.receive(part, 5);
    const after = await room.read(part);
    expect(after.version).toBe(version);
    expect(after.updatedAt > updatedAt).toBe(true);
    await room.manager.patch(`/v1/parts/${part}`).set('If-Match', `"${version}"`).send({ reorderLevel: 3 }).expect(200);
    expect(await room.read(part)).toMatchObject({ quantityInStock: 5, reorderLevel: 3 });
  });
});
