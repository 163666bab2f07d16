import { randomUUID } from 'node:crypto';
import { provisionTestTenant } from '#libs/testing';
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

describe('who has one store', () => {
  it('never names it: what is received without a location lies in the default one', async () => {
    const { body, headers } = await room.post(part, 'receive', { quantity: 5, unitPrice: usd('2.50') }).expect(201);
    expect(body).toMatchObject({ type: 'purchase', quantity: 5, unitCost: usd('2.50'), totalCost: usd('12.50') });
    expect((await room.manager.get(headers['location']!).expect(200)).body).toEqual(body);
    const { body: page } = await room.manager.get('/v1/stock-locations').expect(200);
    expect(page.data).toMatchObject([{ id: body.locationId, name: 'Main store', isDefault: true }]);
  });

  it('may rename the default location, and not deactivate it', async () => {
    const tenant = await provisionTestTenant(room.testApp);
    const manager = await tenant.as('manager');
    const [store] = (await manager.get('/v1/stock-locations').expect(200)).body.data;
    const change = (path: string) => manager.post(`/v1/stock-locations/${store.id}/${path}`).set('If-Match', '"1"');
    expect((await change('deactivate').expect(409)).body.code).toBe('stock_location.is_default');
    await manager.patch(`/v1/stock-locations/${store.id}`).set('If-Match', '"1"').send({ name: 'Depot' }).expect(200);
    // of this tenant alone, though all have it under one id
    expect((await room.manager.get(`/v1/stock-locations/${store.id}`).expect(200)).body.name).toBe('Main store');
  });
});

describe('what a movement costs', () => {
  it('is the moving average, rounded half up to the cent; the last one takes what is left', async () => {
    await room.receive(part, 3, '1.00');
    await room.receive(part, 1, '7.01');
    expect(await room.read(part)).toMatchObject({ averageUnitCost: usd('2.50'), stockValue: usd('10.01') });
    const costs: (string | undefined)[] = [];
    for (let n = 0; n < 4; n += 1) costs.push((await room.book(part, 'issue', { quantity: 1 })).totalCost?.amount);
    // 10.01 / 4 = 2.5025, 7.51 / 3 = 2.5033, 5.01 / 2 = 2.505, and 2.50 is left
    expect(costs).toEqual(['2.50', '2.50', '2.51', '2.50']);
    expect(await room.read(part)).toMatchObject({
      quantityInStock: 0,
      stockValue: usd('0.00'),
      averageUnitCost: usd('2.50'),
    });
  });

  it('is never a fraction of a cent, however often a third is taken', async () => {
    await room.receive(part, 3, '0.01');
    await room.book(part, 'adjust', { quantity: -2, reason: 'Lost' });
    expect(await room.sums(part)).toMatchObject({ part: { quantity: 1, value: '0.01' }, ledger: { value: '0.01' } });
  });

  it('of a receipt without a price is that of those that lie there, else that of the last ones, else the price of the part', async () => {
    const priced = await room.part({ unitPrice: usd('4.00') });
    expect(await room.receive(priced, 2)).toMatchObject({ totalCost: usd('8.00') });
    await room.receive(priced, 2, '5.00');
    expect(await room.receive(priced, 2)).toMatchObject({ totalCost: usd('9.00') });
    await room.book(priced, 'issue', { quantity: 6 });
    expect(await room.receive(priced, 1)).toMatchObject({ totalCost: usd('4.50') });
    expect(await room.receive(part, 1)).toMatchObject({ totalCost: usd('0.00') });
  });

  it('is whole where the currency has no cents', async () => {
    const yen = await room.part({ currency: 'JPY' });
    await room.post(yen, 'receive', { quantity: 3, unitPrice: { amount: '100', currency: 'JPY' } }).expect(201);
    await room.post(yen, 'receive', { quantity: 1, unitPrice: { amount: '101', currency: 'JPY' } }).expect(201);
    expect((await room.book(yen, 'issue', { quantity: 1 })).totalCost).toEqual({ amount: '100.00', currency: 'JPY' });
  });

  it('is null for a technician, who cannot set a price either', async () => {
    await room.receive(part, 3, '1.00');
    const technician = await room.tenant.as('technician');
    const { body } = await room.post(part, 'issue', { quantity: 1 }, technician).expect(201);
    expect(body).toMatchObject({ unitCost: null, totalCost: null });
    expect((await technician.get(`/v1/parts/${part}`).expect(200)).body).toMatchObject({
      stockValue: null,
      averageUnitCost: null,
    });
    expect((await technician.get(`/v1/parts/${part}/stock`).expect(200)).body).toMatchObject({ stockValue: null });
    await technician.get(`/v1/parts/${part}/movements`).expect(403);
  });
});

describe('stock', () => {
  it('is never negative: the refusal says what is there, and where', async () => {
    const van = await room.location('Van of Mia');
    await room.receive(part, 2);
    await room.receive(part, 4, undefined, { locationId: van });
    for (const booking of [
      () => room.post(part, 'issue', { quantity: 3 }),
      () => room.post(part, 'adjust', { quantity: -3, reason: 'Lost' }),
      () => room.post(part, 'transfer', { quantity: 3, toLocationId: van }),
    ]) {
      const { body } = await booking().expect(409);
      expect(body).toMatchObject({ code: 'stock.insufficient', available: 2 });
      expect(body.locations).toMatchObject([{ locationId: van, name: 'Van of Mia', quantity: 4 }, { quantity: 2 }]);
      expect(body.detail).toContain('4 at Van of Mia, 2 at Main store');
    }
    expect(await room.read(part)).toMatchObject({ quantityInStock: 6 });
  });

  it('moves between locations with its value, and without changing the total', async () => {
    const van = await room.location();
    await room.receive(part, 3, '1.00');
    await room.receive(part, 1, '2.00');
    const { updatedAt } = await room.read(part);
    const moved = await room.book(part, 'transfer', { quantity: 2, toLocationId: van, notes: 'For the week' });
    expect(moved).toMatchObject({ type: 'transfer', quantity: -2, totalCost: usd('2.50'), otherLocationId: van });
    const { locations, ...total } = await room.stock(part);
    expect(total).toMatchObject({ quantity: 4, stockValue: usd('5.00') });
    expect(locations).toMatchObject([
      { name: 'Main store', quantity: 2, stockValue: usd('2.50') },
      { locationId: van, quantity: 2, stockValue: usd('2.50') },
    ]);
    expect(await room.read(part)).toMatchObject({ quantityInStock: 4, stockValue: usd('5.00'), updatedAt });
    const { body: there } = await room.manager.get(`/v1/stock-locations/${van}/stock`).expect(200);
    expect(there.data).toMatchObject([{ partId: part, quantity: 2, stockValue: usd('2.50') }]);
    await room.book(part, 'transfer', { quantity: 2, fromLocationId: van, toLocationId: locations[0].locationId });
    expect((await room.stock(part)).locations).toHaveLength(1);
    await room.manager.get(`/v1/stock-locations/${randomUUID()}/stock`).expect(404);
  });

  it('as of a time is what the ledger added up to then', async () => {
    const van = await room.location();
    const first = await room.receive(part, 5, '2.00');
    const second = await room.book(part, 'transfer', { quantity: 2, toLocationId: van });
    await room.book(part, 'issue', { quantity: 3 });
    const before = new Date(Date.parse(first.createdAt) - 1).toISOString();
    expect(await room.stock(part, { at: before })).toMatchObject({
      quantity: 0,
      stockValue: usd('0.00'),
      locations: [],
    });
    const between = second.createdAt;
    expect(await room.stock(part, { at: between })).toMatchObject({
      quantity: 5,
      stockValue: usd('10.00'),
      at: between,
    });
    expect(await room.stock(part)).toMatchObject({ quantity: 2, locations: [{ locationId: van, quantity: 2 }] });
    await room.manager.get(`/v1/parts/${randomUUID()}/stock`).expect(404);
  });

  it('of an inactive part can be used up, moved and corrected, and nothing more is received', async () => {
    await room.receive(part, 5);
    await room.manager.post(`/v1/parts/${part}/deactivate`).set('If-Match', '"1"').expect(200);
    expect((await room.post(part, 'receive', { quantity: 1 }).expect(409)).body.code).toBe('part.inactive');
    await room.book(part, 'issue', { quantity: 2 });
    await room.book(part, 'return', { quantity: 1 });
    await room.book(part, 'adjust', { quantity: 1, reason: 'Found' });
  });

  it('at an inactive location can be taken out, and nothing put in', async () => {
    const van = await room.location();
    await room.receive(part, 5, undefined, { locationId: van });
    await room.receive(part, 1);
    await room.manager.post(`/v1/stock-locations/${van}/deactivate`).set('If-Match', '"1"').expect(200);
    const putIn = [
      room.post(part, 'receive', { quantity: 1, locationId: van }),
      room.post(part, 'adjust', { quantity: 1, reason: 'Found', locationId: van }),
      room.post(part, 'transfer', { quantity: 1, fromLocationId: van, toLocationId: await room.location() }),
    ];
    const [received, adjusted, moved] = await Promise.all(putIn);
    for (const { status, body } of [received!, adjusted!])
      expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'stock_location.inactive', '/locationId']);
    expect(moved!.status).toBe(201);
    await room.book(part, 'issue', { quantity: 4, locationId: van });
    const { body } = await room.post(part, 'transfer', { quantity: 1, toLocationId: van }).expect(422);
    expect(body.errors[0].pointer).toBe('/toLocationId');
  });
});

describe('the list of movements', () => {
  it('is filtered by part, location, kind, work order and time, and read page by page', async () => {
    const van = await room.location();
    await room.receive(part, 9);
    await room.book(part, 'transfer', { quantity: 4, toLocationId: van });
    await room.book(part, 'issue', { quantity: 1, locationId: van });
    const last = await room.book(part, 'issue', { quantity: 1 });
    const list = async (query: object, path = `/v1/stock-movements?partId=${part}`) =>
      (await room.manager.get(path).query(query).expect(200)).body;
    const quantities = async (query: object) =>
      (await list(query)).data.map(({ quantity }: { quantity: number }) => quantity);
    expect(await quantities({ sort: 'createdAt' })).toEqual([9, -4, 4, -1, -1]);
    expect(await quantities({ sort: 'createdAt', locationId: van })).toEqual([4, -1]);
    expect(await quantities({ type: 'usage' })).toEqual([-1, -1]);
    expect(await quantities({ createdAfter: last.createdAt })).toEqual([-1]);
    expect(await quantities({ createdBefore: last.createdAt })).toHaveLength(4);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list({ limit: 2, ...(cursor && { cursor }) }, `/v1/parts/${part}/movements`);
      seen.push(...page.data.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(5);
    expect(seen[0]).toBe(last.id);
  });
});
