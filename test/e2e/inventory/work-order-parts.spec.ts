import { randomUUID } from 'node:crypto';
import { StockRoom } from './stock-room.js';

let room: StockRoom;
let part: string;
let order: string;
let store: string;

beforeAll(async () => {
  room = await StockRoom.open();
  store = (await room.manager.get('/v1/stock-locations?sort=createdAt&limit=1')).body.data[0].id;
});
beforeEach(async () => {
  [part, order] = [await room.part(), await room.workOrder()];
});

const started = async (given: object = {}): Promise<string> => {
  const id = await room.workOrder(given);
  expect((await room.move(id, 'start')).status).toBe(200);
  return id;
};
const completed = (id: string) => room.move(id, 'complete', { workPerformed: 'Replaced' });
const reason = { reason: 'Not needed' };

describe('a plan', () => {
  it('sets aside what is free, which nobody else gets: neither another work order, nor anybody, nor another location', async () => {
    await room.receive(part, 5, '2.00');
    const { body } = await room.act(order, 'plan', { partId: part, quantity: 3 }).expect(200);
    expect(body).toMatchObject({
      workOrderId: order,
      costs: [{ amount: '0.00', currency: 'USD' }],
      parts: [
        {
          partId: part,
          ...{ planned: 3, reserved: 3, missing: 0, used: 0 },
          locations: [{ locationId: store, planned: 3, reserved: 3 }],
        },
      ],
    });
    expect(await room.read(part)).toMatchObject({ quantityInStock: 5, quantityReserved: 3, quantityAvailable: 2 });
    expect(await room.stock(part)).toMatchObject({ locations: [{ quantity: 5, reserved: 3, available: 2 }] });
    const refused = { code: 'stock.insufficient', available: 2, reserved: 3 };
    const [other, van] = [await room.workOrder(), await room.location()];
    const there = { locations: [{ locationId: store, quantity: 5, available: 2 }] };
    for (const answer of [
      await room.post(part, 'issue', { quantity: 3 }),
      await room.act(other, 'use', { partId: part, quantity: 3 }),
      await room.post(part, 'issue', { quantity: 3, workOrderId: other }),
      await room.post(part, 'transfer', { quantity: 3, toLocationId: van }),
    ])
      expect([answer.status, answer.body]).toMatchObject([409, { ...refused, ...there }]);
    await room.post(part, 'issue', { quantity: 2 }).expect(201);
    await room.act(order, 'use', { partId: part, quantity: 3 }).expect(200);
    expect(await room.read(part)).toMatchObject({ quantityInStock: 0, quantityReserved: 0 });
  });

  it('of more than is free says what is missing, and sets it aside when it is planned again after a receipt', async () => {
    await room.receive(part, 2);
    const plan = () => room.act(order, 'plan', { partId: part, quantity: 5 }).expect(200);
    expect((await plan()).body.parts).toMatchObject([{ planned: 5, reserved: 2, missing: 3 }]);
    await room.receive(part, 10);
    expect((await plan()).body.parts).toMatchObject([{ planned: 5, reserved: 5, missing: 0 }]);
    await room.act(order, 'plan', { partId: part, quantity: 1 }).expect(200);
    expect(await room.read(part)).toMatchObject({ quantityReserved: 1, quantityAvailable: 11 });
  });

  it('is undone by a release, at one location or at all', async () => {
    const van = await room.location();
    for (const locationId of [store, van]) {
      await room.receive(part, 4, undefined, { locationId });
      await room.act(order, 'plan', { partId: part, quantity: 2, locationId }).expect(200);
    }
    const { body } = await room.act(order, 'release', { partId: part, locationId: van }).expect(200);
    expect(body.parts).toMatchObject([{ planned: 2, reserved: 2, locations: [{ locationId: store }] }]);
    expect((await room.act(order, 'release', { partId: part }).expect(200)).body.parts).toEqual([]);
    expect((await room.act(order, 'release', { partId: part }).expect(409)).body.code).toBe('part.not_planned');
    expect(await room.read(part)).toMatchObject({ quantityReserved: 0, quantityAvailable: 8 });
  });

  it('may be exceeded: what is free is used without one', async () => {
    await room.receive(part, 6);
    await room.act(order, 'plan', { partId: part, quantity: 2 }).expect(200);
    const { body } = await room.act(order, 'use', { partId: part, quantity: 5 }).expect(200);
    expect(body.parts).toMatchObject([{ planned: 2, reserved: 0, used: 5, missing: 0 }]);
    expect(await room.read(part)).toMatchObject({ quantityInStock: 1, quantityReserved: 0 });
  });

  it('leaves what a correction takes to it: then there is less than was set aside, and no more than is there gets used', async () => {
    await room.receive(part, 5);
    await room.act(order, 'plan', { partId: part, quantity: 4 }).expect(200);
    await room.book(part, 'adjust', { quantity: -3, reason: 'Broken' });
    expect(await room.read(part)).toMatchObject({ quantityInStock: 2, quantityReserved: 4, quantityAvailable: -2 });
    await room.post(part, 'issue', { quantity: 1 }).expect(409);
    await room.act(order, 'use', { partId: part, quantity: 3 }).expect(409);
    await room.act(order, 'use', { partId: part, quantity: 2 }).expect(200);
    expect(await room.read(part)).toMatchObject({ quantityInStock: 0, quantityReserved: 0 });
  });

  it.each([
    [{ quantity: 0 }, '/quantity'],
    [{ quantity: -1 }, '/quantity'],
    [{ quantity: 1_000_001 }, '/quantity'],
    [{ quantity: 1.5 }, '/quantity'],
    [{ partId: randomUUID() }, '/partId'],
    [{ locationId: randomUUID() }, '/locationId'],
  ])('and a use refuse by field: %j', async (wrong, pointer) => {
    await room.receive(part, 3);
    for (const verb of ['plan', 'use']) {
      const { body } = await room.act(order, verb, { partId: part, quantity: 1, ...wrong }).expect(422);
      expect(body.errors).toMatchObject([{ pointer }]);
    }
  });
});

describe('the parts of a work order', () => {
  it('cost what was used, until it is back', async () => {
    await room.receive(part, 4, '2.50');
    await room.act(order, 'use', { partId: part, quantity: 3 }).expect(200);
    const { body } = await room.act(order, 'return', { partId: part, quantity: 1 }).expect(200);
    expect(body).toMatchObject({ costs: [{ amount: '5.00' }], parts: [{ used: 2, cost: { amount: '5.00' } }] });
    const refused = await room.act(order, 'return', { partId: part, quantity: 3 }).expect(409);
    expect(refused.body).toMatchObject({ code: 'stock.more_than_issued', returnable: 2 });
    await room.act(order, 'return', { partId: part, quantity: 2 }).expect(200);
    expect(await room.partsOf(order)).toEqual([]);
  });

  it('are those of people who see the work order, without costs for whoever may not see those', async () => {
    await room.receive(part, 4, '2.50');
    const [theirs, stranger] = [await room.tenant.addUser('technician'), await room.tenant.as('technician')];
    const technician = await room.tenant.signIn(theirs);
    const own = await room.workOrder({ assigneeId: theirs.id });
    const body = { partId: part, quantity: 1 };
    for (const verb of ['plan', 'use', 'return'])
      expect((await room.act(own, verb, body, technician).expect(200)).body).toMatchObject({ costs: null });
    for (const verb of ['plan', 'use', 'return', 'release'])
      await room.act(own, verb, verb === 'release' ? { partId: part } : body, stranger).expect(404);
    await stranger.get(`/v1/work-orders/${own}/parts`).expect(404);
    await (await room.tenant.as('customer')).get(`/v1/work-orders/${own}/parts`).expect(403);
    await (await room.tenant.as('employee')).post(`/v1/work-orders/${own}/parts/use`).send(body).expect(403);
  });
});

describe('the end of the work', () => {
  it('completed, frees what is left; opened again, sets the same aside; both as often as it is', async () => {
    const work = await started();
    await room.receive(part, 6);
    await room.act(work, 'plan', { partId: part, quantity: 4 }).expect(200);
    await room.act(work, 'use', { partId: part, quantity: 1 }).expect(200);
    for (let n = 0; n < 2; n += 1) {
      expect((await completed(work)).status).toBe(200);
      expect(await room.partsOf(work)).toMatchObject([{ planned: 4, used: 1, reserved: 0, missing: 0 }]);
      expect(await room.read(part)).toMatchObject({ quantityInStock: 5, quantityReserved: 0 });
      expect((await room.move(work, 'reopen', reason)).status).toBe(200);
      expect(await room.partsOf(work)).toMatchObject([{ planned: 4, used: 1, reserved: 3, missing: 0 }]);
    }
  });

  it('opened again, takes nothing from those who have it by now', async () => {
    const work = await started();
    await room.receive(part, 4);
    await room.act(work, 'plan', { partId: part, quantity: 4 }).expect(200);
    await completed(work);
    await room.act(order, 'plan', { partId: part, quantity: 3 }).expect(200);
    await room.move(work, 'reopen', reason);
    expect(await room.partsOf(work)).toMatchObject([{ reserved: 1, missing: 3 }]);
    expect(await room.partsOf(order)).toMatchObject([{ reserved: 3 }]);
  });

  it.each(['cancel', 'reject'])(
    'by %s brings back all that was used to where it was, at what it cost',
    async (verb) => {
      const [van, second] = [await room.location(), await room.part()];
      await room.receive(part, 10, '1.00');
      await room.receive(part, 10, '4.00', { locationId: van });
      await room.receive(second, 1, '7.77');
      for (const [locationId, quantity] of [
        [store, 2],
        [van, 3],
      ] as const)
        await room.act(order, 'use', { partId: part, quantity, locationId }).expect(200);
      await room.act(order, 'use', { partId: second, quantity: 1 }).expect(200);
      await room.act(order, 'return', { partId: part, quantity: 1, locationId: van }).expect(200);
      await room.act(order, 'plan', { partId: part, quantity: 5 }).expect(200);
      await room.manager.post(`/v1/stock-locations/${van}/deactivate`).set('If-Match', '"1"').send().expect(200);
      expect((await room.move(order, verb, reason)).status).toBe(200);
      expect(await room.stock(part)).toMatchObject({
        stockValue: { amount: '50.00' },
        locations: expect.arrayContaining([
          expect.objectContaining({ locationId: store, quantity: 10, reserved: 0 }),
          expect.objectContaining({ locationId: van, quantity: 10, reserved: 0 }),
        ]),
      });
      expect(await room.read(second)).toMatchObject({ quantityInStock: 1, stockValue: { amount: '7.77' } });
      expect((await room.manager.get(`/v1/work-orders/${order}/parts`)).body.parts).toMatchObject([
        { partId: part, planned: 5, used: 0, reserved: 0 },
      ]);
      for (const each of ['plan', 'use', 'return'])
        expect((await room.act(order, each, { partId: part, quantity: 1 }).expect(409)).body.code).toBe(
          'work_order.closed',
        );
      await room.post(part, 'issue', { quantity: 1, workOrderId: order }).expect(409);
    },
  );

  it('opened again, completed, opened again and canceled, brings back once', async () => {
    const work = await started();
    await room.receive(part, 5, '3.00');
    await room.act(work, 'use', { partId: part, quantity: 3 }).expect(200);
    await completed(work);
    await room.act(work, 'use', { partId: part, quantity: 1 }).expect(200);
    await room.move(work, 'reopen', reason);
    await completed(work);
    await room.move(work, 'reopen', reason);
    expect((await room.move(work, 'cancel', reason)).status).toBe(200);
    const all = { quantity: 5, value: '15.00' };
    expect(await room.sums(part)).toEqual({ ledger: all, locations: all, part: all });
  });
});
