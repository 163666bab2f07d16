import { StockRoom } from './stock-room.js';

let room: StockRoom;
const usd = (amount: string) => ({ amount, currency: 'USD' });

beforeAll(async () => {
  room = await StockRoom.open();
});

const patch = (path: string, version: number, change: object) =>
  room.manager.patch(path).set('If-Match', `"${version}"`).send(change);
const shownBy = async (part: string) => {
  const { supplierName, supplierContact, supplierPartNumber } = await room.read(part);
  return [supplierName, supplierContact, supplierPartNumber];
};
const preferredOf = async (partId: string): Promise<string[]> => {
  const { body } = await room.manager.get('/v1/part-suppliers').query({ partId }).expect(200);
  return body.data.flatMap((one: { isPreferred: boolean; supplierId: string }) =>
    one.isPreferred ? one.supplierId : [],
  );
};

describe('a supplier', () => {
  it('is added with everything, changed with the version that was seen, and found by name and address', async () => {
    const given = {
      ...{ name: 'Mayr Antriebe', contact: 'Frau Huber', email: 'orders@mayr.example', phone: '+49 8341 8040' },
      ...{ currency: 'EUR', leadDays: 14, notes: 'No deliveries on Fridays.' },
    };
    const { body, headers } = await room.manager.post('/v1/suppliers').send(given).expect(201);
    expect(body).toMatchObject({ ...given, isActive: true, version: 1 });
    const path = headers['location']!;
    const { body: changed } = await patch(path, 1, { leadDays: null }).expect(200);
    expect(changed).toMatchObject({ leadDays: null, contact: 'Frau Huber', version: 2 });
    await patch(path, 1, { leadDays: 3 }).expect(412);
    for (const q of ['antriebe', 'huber', 'mayr.example']) {
      const found = await room.manager.get('/v1/suppliers').query({ q }).expect(200);
      expect(found.body.data).toMatchObject([{ id: body.id }]);
    }
  });

  it('has a name of its own, in whatever case', async () => {
    const id = await room.supplier('Seilwerk');
    const { body } = await room.manager.post('/v1/suppliers').send({ name: 'SEILWERK' }).expect(409);
    expect(body).toMatchObject({ code: 'supplier.name_taken', existingId: id, errors: [{ pointer: '/name' }] });
  });

  it.each([
    [{ name: '' }, '/name', 'field.too_short'],
    [{ leadDays: -1 }, '/leadDays', 'field.too_small'],
    [{ leadDays: 2_147_483_648 }, '/leadDays', 'field.too_large'],
    [{ email: 'nobody' }, '/email', 'field.email'],
    [{ currency: 'XYZ1' }, '/currency', 'field.currency'],
  ])('is refused by field: %j', async (wrong, pointer, code) => {
    const { body } = await room.manager
      .post('/v1/suppliers')
      .send({ name: 'X', ...wrong })
      .expect(422);
    expect(body.errors).toMatchObject([{ pointer, code }]);
  });

  it('is changed by managers alone, and its prices are hidden from technicians', async () => {
    const [part, supplier] = [await room.part(), await room.supplier()];
    const { id } = await room.supply(part, supplier, { unitPrice: usd('9.90') });
    const technician = await room.tenant.as('technician');
    expect((await technician.get(`/v1/part-suppliers/${id}`).expect(200)).body.unitPrice).toBeNull();
    await technician.post('/v1/suppliers').send({ name: 'Mine' }).expect(403);
    await technician.post('/v1/part-suppliers').send({ partId: part, supplierId: supplier }).expect(403);
    await (await room.tenant.as('customer')).get('/v1/suppliers').expect(403);
  });
});

describe('the suppliers of a part', () => {
  it('are shown on the part by the preferred one, the first unless another one is preferred', async () => {
    const part = await room.part();
    const first = await room.supplier(undefined, { contact: 'Ada' });
    const second = await room.supplier(undefined, { email: 'orders@second.example' });
    await room.supply(part, first, { supplierPartNumber: 'A-1' });
    expect((await shownBy(part)).slice(1)).toEqual(['Ada', 'A-1']);
    const { id, isPreferred } = await room.supply(part, second, { supplierPartNumber: 'B-1' });
    expect([isPreferred, (await shownBy(part))[2]]).toEqual([false, 'A-1']);
    await patch(`/v1/part-suppliers/${id}`, 1, { isPreferred: true }).expect(200);
    expect((await shownBy(part)).slice(1)).toEqual(['orders@second.example', 'B-1']);
    expect(await preferredOf(part)).toEqual([second]);
    await patch(`/v1/part-suppliers/${id}`, 2, { contact: 'Belts desk' }).expect(200);
    expect((await shownBy(part))[1]).toBe('Belts desk');
  });

  it('show a new name of the supplier at once, without an edit of the part, and to whoever keeps a copy', async () => {
    const [part, supplier] = [await room.part(), await room.supplier('Old name')];
    await room.supply(part, supplier);
    const before = await room.read(part);
    const etag = (await room.manager.get(`/v1/parts/${part}`)).headers['etag']!;
    await patch(`/v1/suppliers/${supplier}`, 1, { name: 'New name' }).expect(200);
    const { body: after } = await room.manager.get(`/v1/parts/${part}`).set('If-None-Match', etag).expect(200);
    expect(after).toMatchObject({ supplierName: 'New name', version: before.version });
    expect(Date.parse(after.updatedAt)).toBeGreaterThan(Date.parse(before.updatedAt));
  });

  it('lose the preferred one only as the last one', async () => {
    const part = await room.part();
    const one = await room.supply(part, await room.supplier());
    const other = await room.supply(part, await room.supplier());
    const remove = (id: string) => room.manager.delete(`/v1/part-suppliers/${id}`).set('If-Match', '"1"');
    expect((await remove(one.id).expect(409)).body.code).toBe('part_supplier.preferred');
    const demoted = await patch(`/v1/part-suppliers/${one.id}`, 1, { isPreferred: false }).expect(409);
    expect(demoted.body).toMatchObject({ code: 'part_supplier.preferred', errors: [{ pointer: '/isPreferred' }] });
    await remove(other.id).expect(204);
    await remove(one.id).expect(204);
    expect(await shownBy(part)).toEqual([null, null, null]);
  });

  it('are one each, at prices in the currency of the part', async () => {
    const [part, supplier] = [await room.part(), await room.supplier()];
    await room.supply(part, supplier);
    const post = (body: object) =>
      room.manager.post('/v1/part-suppliers').send({ partId: part, supplierId: supplier, ...body });
    expect((await post({}).expect(409)).body).toMatchObject({ code: 'part_supplier.taken' });
    const other = { supplierId: await room.supplier() };
    const inEuro = await post({ ...other, unitPrice: { amount: '1.00', currency: 'EUR' } }).expect(422);
    expect(inEuro.body).toMatchObject({ code: 'part.other_currency', errors: [{ pointer: '/unitPrice/currency' }] });
    const nobody = '00000000-0000-7000-8000-00000000dead';
    for (const [body, code] of [
      [{ supplierId: nobody }, 'supplier.unknown'],
      [{ ...other, partId: nobody }, 'part.unknown'],
    ] as const)
      expect((await post(body).expect(422)).body.code).toBe(code);
  });

  it.each([
    [{ packSize: 0 }, '/packSize', 'field.too_small'],
    [{ packSize: 2_147_483_648 }, '/packSize', 'field.too_large'],
    [{ unitPrice: usd('1.005') }, '/unitPrice/amount', 'field.pattern'],
    [{ unitPrice: usd('-1') }, '/unitPrice/amount', 'field.pattern'],
  ])('are refused by field: %j', async (wrong, pointer, code) => {
    const body = { partId: await room.part(), supplierId: await room.supplier(), ...wrong };
    const answer = await room.manager.post('/v1/part-suppliers').send(body).expect(422);
    expect(answer.body.errors).toMatchObject([{ pointer, code }]);
  });

  it.each(['TEL/LC 2000-B', 'tellc2000b', 'TEL-LC.2000.B'])('are found by their number, as "%s"', async (number) => {
    const { body } = await room.manager.get('/v1/parts').query({ supplierPartNumber: number }).expect(200);
    expect(body.data).toMatchObject([{ partNumber: 'LC-1' }]);
  });

  beforeAll(async () => {
    const part = await room.part({ partNumber: 'LC-1' });
    await room.supply(part, await room.supplier(), { supplierPartNumber: 'X-1' });
    await room.supply(part, await room.supplier(), { supplierPartNumber: 'TEL/LC-2000-B' });
  });

  it('of whom twelve are preferred at once are one preferred', async () => {
    const part = await room.part();
    const suppliers = await Promise.all(Array.from({ length: 12 }, () => room.supplier()));
    await Promise.all(suppliers.map((supplier) => room.supply(part, supplier, { isPreferred: true })));
    const preferred = await preferredOf(part);
    expect(preferred).toHaveLength(1);
    const { body } = await room.manager.get(`/v1/suppliers/${preferred[0]}`).expect(200);
    expect((await room.read(part)).supplierName).toBe(body.name);
  });
});
