import { aPart } from '../../builders/inventory/part.builder.js';
import { StockRoom } from './stock-room.js';

let room: StockRoom;
const usd = (amount: string) => ({ amount, currency: 'USD' });

beforeAll(async () => {
  room = await StockRoom.open();
});

const find = async (query: object): Promise<string[]> => {
  const { body } = await room.manager.get('/v1/parts').query(query).expect(200);
  return body.data.map(({ partNumber }: { partNumber: string }) => partNumber);
};

describe('a part', () => {
  const everything = {
    partNumber: 'SEAL-90/A',
    name: 'Jack seal kit 90 mm',
    description: 'For pistons up to 90 mm',
    category: 'hydraulics',
    manufacturer: 'GMV',
    model: 'SK 90',
    specifications: { diameter: '90 mm', viton: true },
    unitOfMeasure: 'set',
    currency: 'EUR',
    unitPrice: { amount: '142.00', currency: 'EUR' },
    reorderLevel: 2,
    reorderQuantity: 4,
    warehouseLocation: 'F-02',
  };

  it('is added with everything, read back and changed with the version that was seen', async () => {
    const { body, headers } = await room.manager.post('/v1/parts').send(everything).expect(201);
    const path = headers['location']!;
    expect(body).toMatchObject({
      ...everything,
      quantityInStock: 0,
      isActive: true,
      version: 1,
      averageUnitCost: null,
      supplierName: null,
    });
    const { body: seen, headers: read } = await room.manager.get(path).expect(200);
    expect([seen, read['etag']]).toEqual([body, headers['etag']]);
    await room.manager.get(path).set('If-None-Match', read['etag']!).expect(304);
    const patch = (etag: string, change: object) => room.manager.patch(path).set('If-Match', etag).send(change);
    const { body: changed, headers: after } = await patch(read['etag']!, { reorderLevel: 3, model: null }).expect(200);
    expect(changed).toEqual({ ...body, reorderLevel: 3, model: null, version: 2, updatedAt: changed.updatedAt });
    expect((await patch(read['etag']!, { reorderLevel: 4 }).expect(412)).body.code).toBe('resource.stale');
    await room.manager.patch(path).send({ reorderLevel: 4 }).expect(428);
    await patch(after['etag']!, { unitPrice: null }).expect(200);
    await patch('"3"', { currency: 'USD' }).expect(400);
    await patch('"3"', { quantityInStock: 5 }).expect(400);
    await patch('"3"', { supplierName: 'GMV' }).expect(400);
  });

  it('has prices in one currency', async () => {
    const other = { ...aPart(), currency: 'EUR', unitPrice: usd('1.00') };
    const { body } = await room.manager.post('/v1/parts').send(other).expect(422);
    expect(body).toMatchObject({ code: 'part.other_currency', errors: [{ pointer: '/unitPrice/currency' }] });
    const part = await room.part({ unitPrice: { amount: '3', currency: 'CHF' } });
    expect(await room.read(part)).toMatchObject({ currency: 'CHF' });
    const patch = room.manager
      .patch(`/v1/parts/${part}`)
      .set('If-Match', '"1"')
      .send({ unitPrice: usd('1.00') });
    expect((await patch.expect(422)).body.detail).toContain('CHF');
  });

  it('has a number of its own, in whatever case', async () => {
    const part = await room.part({ partNumber: 'Rope-10' });
    for (const partNumber of ['Rope-10', 'ROPE-10', 'rope-10']) {
      const { body } = await room.manager.post('/v1/parts').send(aPart({ partNumber })).expect(409);
      expect(body).toMatchObject({ code: 'part.number_taken', existingId: part, errors: [{ pointer: '/partNumber' }] });
    }
  });

  it.each([
    [{ partNumber: '' }, '/partNumber', 'field.too_short'],
    [{ reorderLevel: -1 }, '/reorderLevel', 'field.too_small'],
    [{ reorderQuantity: 2_147_483_648 }, '/reorderQuantity', 'field.too_large'],
    [{ unitPrice: usd('1.005') }, '/unitPrice/amount', 'field.pattern'],
    [{ unitPrice: { amount: '1.5', currency: 'JPY' } }, '/unitPrice/amount', 'field.too_precise'],
    [{ currency: 'XYZ1' }, '/currency', 'field.currency'],
    [{ specifications: [] }, '/specifications', 'field.type'],
  ])('is refused by field: %j', async (wrong, pointer, code) => {
    const { body } = await room.manager
      .post('/v1/parts')
      .send({ ...aPart(), ...wrong })
      .expect(422);
    expect(body.errors).toMatchObject([{ pointer, code }]);
  });

  it('has a price that technicians neither see nor set; customers see no parts', async () => {
    const part = await room.part({ unitPrice: usd('9.00') });
    const technician = await room.tenant.as('technician');
    expect((await technician.get(`/v1/parts/${part}`).expect(200)).body).toMatchObject({ unitPrice: null });
    await technician.post('/v1/parts').send(aPart()).expect(403);
    await (await room.tenant.as('customer')).get('/v1/parts').expect(403);
    const { body } = await (await room.tenant.as('employee')).get(`/v1/parts/${part}`).expect(200);
    expect(body.unitPrice).toEqual(usd('9.00'));
  });
});

describe('the list of parts', () => {
  beforeAll(async () => {
    const oil = await room.part({ partNumber: 'FLT-0034/B', name: 'Oil filter', category: 'Filters' });
    await room.supply(oil, await room.supplier(), { supplierPartNumber: 'MANN W-712.94' });
    const spare = await room.part({
      partNumber: 'FLT-0100',
      name: 'Air filter',
      category: 'filters',
      manufacturer: 'Mann',
    });
    await room.receive(spare, 50);
    const gone = await room.part({
      partNumber: 'FLT-0099',
      name: 'Old filter',
      category: 'filters',
    });
    await room.supply(gone, await room.supplier('Bosch'));
    await room.manager.post(`/v1/parts/${gone}/deactivate`).set('If-Match', '"1"').expect(200);
  });

  it.each(['FLT-0034/B', 'flt0034b', 'FLT 0034', '0034', 'MANN W-712.94', 'w71294', '712', 'oil filter'])(
    'finds a part by "%s": its number or that of the supplier, with and without separators',
    async (q) => expect(await find({ q })).toEqual(['FLT-0034/B']),
  );

  it('is filtered by category, maker and supplier in whatever case, by activity and by low stock', async () => {
    const filters = { category: 'FILTERS', sort: 'partNumber' };
    expect(await find(filters)).toEqual(['FLT-0034/B', 'FLT-0099', 'FLT-0100']);
    expect(await find({ ...filters, active: 'true' })).toEqual(['FLT-0034/B', 'FLT-0100']);
    expect(await find({ ...filters, active: 'false' })).toEqual(['FLT-0099']);
    expect(await find({ ...filters, lowStock: 'true' })).toEqual(['FLT-0034/B']);
    expect(await find({ ...filters, lowStock: 'false' })).toEqual(['FLT-0099', 'FLT-0100']);
    expect(await find({ manufacturer: 'mann' })).toEqual(['FLT-0100']);
    expect(await find({ supplierName: 'BOSCH' })).toEqual(['FLT-0099']);
    expect(await find({ ...filters, sort: '-quantityInStock', limit: 1 })).toEqual(['FLT-0100']);
  });

  it('tells what has changed, by an edit or by a booking', async () => {
    const [edited, booked] = [await room.part({ partNumber: 'C-1' }), await room.part({ partNumber: 'C-2' })];
    const { updatedAt } = await room.read(booked);
    const since = new Date(Date.parse(updatedAt) + 1).toISOString();
    await room.manager.patch(`/v1/parts/${edited}`).set('If-Match', '"1"').send({ name: 'New' }).expect(200);
    await room.receive(booked, 1);
    expect(await find({ updatedAfter: since, sort: 'updatedAt' })).toEqual(['C-1', 'C-2']);
  });
});

describe('a stock location', () => {
  it('has a name of its own, in whatever case', async () => {
    const id = await room.location('Tool room');
    const { body } = await room.manager.post('/v1/stock-locations').send({ name: 'TOOL ROOM' }).expect(409);
    expect(body).toMatchObject({ code: 'stock_location.name_taken', existingId: id });
    const { body: page } = await room.manager.get('/v1/stock-locations?type=vehicle&active=true').expect(200);
    expect(page.data).toMatchObject([{ id, type: 'vehicle' }]);
  });
});
