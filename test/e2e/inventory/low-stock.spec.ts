import { waitUntil, type HttpClient } from '#libs/testing';
import { StockRoom } from './stock-room.js';

let room: StockRoom;
let part: string;

beforeAll(async () => {
  room = await StockRoom.open();
});
beforeEach(async () => {
  part = await room.part({ reorderLevel: 3 });
});

const events = (about = part) =>
  room.query<{ payload: Record<string, unknown> }>(
    `select payload from tenant.outbox where event_type = 'part.low_on_stock' and aggregate_id = $1 order by sequence`,
    [about],
  );
const told = async () => (await events()).map(({ payload }) => [payload['locationName'], payload['quantity']]);
const issue = (quantity: number, more: object = {}) => room.book(part, 'issue', { quantity, ...more });

describe('a part that falls to its reorder level', () => {
  it('is told once, until there was more', async () => {
    await room.receive(part, 6);
    await issue(2);
    expect(await told()).toEqual([]);
    await issue(1);
    expect(await told()).toEqual([[null, 3]]);
    await issue(1);
    await room.receive(part, 1);
    await issue(1);
    expect(await told()).toEqual([[null, 3]]);
    await room.receive(part, 5);
    await room.book(part, 'adjust', { quantity: -5, reason: 'Lost' });
    expect(await told()).toEqual([
      [null, 3],
      [null, 2],
    ]);
  });

  it('is told once by however many issues at once, with the quantity at which it fell', async () => {
    await room.receive(part, 30);
    await Promise.all(Array.from({ length: 30 }, () => issue(1)));
    expect(await told()).toEqual([[null, 3]]);
    expect(await room.read(part)).toMatchObject({ quantityInStock: 0 });
  });

  it('is told in the transaction of the booking, so not by one that is refused', async () => {
    await room.receive(part, 4);
    await room.post(part, 'issue', { quantity: 5 }).expect(409);
    expect(await told()).toEqual([]);
  });

  it('is not told by a transfer, nor while it is inactive', async () => {
    const van = await room.location();
    await room.receive(part, 4);
    await room.book(part, 'transfer', { quantity: 4, toLocationId: van });
    expect(await told()).toEqual([]);
    const { version } = await room.read(part);
    await room.manager.post(`/v1/parts/${part}/deactivate`).set('If-Match', `"${version}"`).send().expect(200);
    await issue(4, { locationId: van });
    expect(await told()).toEqual([]);
  });

  it('is told by parts that a work order uses, and not when they are brought back', async () => {
    const order = await room.workOrder();
    await room.receive(part, 4);
    await room.act(order, 'use', { partId: part, quantity: 2 }).expect(200);
    await room.move(order, 'cancel', { reason: 'Not needed' });
    expect(await told()).toEqual([[null, 2]]);
    await issue(1);
    expect(await told()).toEqual([
      [null, 2],
      [null, 3],
    ]);
  });
});

describe('a level at a location', () => {
  const level = (locationId: string, reorderLevel: number | null, client = room.manager) =>
    client.post(`/v1/parts/${part}/reorder-level`).send({ locationId, reorderLevel });

  it('is told apart from the total, also by what leaves for another location', async () => {
    const van = await room.location('Van 77');
    await room.receive(part, 100);
    await level(van, 2).expect(200);
    await room.book(part, 'transfer', { quantity: 5, toLocationId: van });
    await issue(2, { locationId: van });
    expect(await told()).toEqual([]);
    await room.manager
      .post(`/v1/parts/${part}/transfer`)
      .send({ quantity: 1, fromLocationId: van, toLocationId: '00000000-0000-7000-8000-000000000001' })
      .expect(201);
    expect(await told()).toEqual([['Van 77', 2]]);
    await issue(1, { locationId: van });
    expect(await told()).toEqual([['Van 77', 2]]);
    expect(await room.stock(part)).toMatchObject({
      locations: expect.arrayContaining([expect.objectContaining({ name: 'Van 77', quantity: 1, reorderLevel: 2 })]),
    });
  });

  it('shows what is low there, also what there never was', async () => {
    const van = await room.location();
    const there = async (query: string) =>
      (await room.manager.get(`/v1/stock-locations/${van}/stock?${query}`).expect(200)).body.data;
    await level(van, 2).expect(200);
    expect(await there('lowStock=true')).toMatchObject([{ partId: part, quantity: 0, reorderLevel: 2 }]);
    await room.receive(part, 3, undefined, { locationId: van });
    expect(await there('lowStock=true')).toEqual([]);
    expect(await there('lowStock=false')).toMatchObject([{ partId: part, quantity: 3 }]);
    await level(van, null).expect(200);
    expect(await there('')).toMatchObject([{ partId: part, reorderLevel: null }]);
  });

  it('is set by those who may change parts, for locations that there are', async () => {
    const van = await room.location();
    await level(van, 2, await room.tenant.as('technician')).expect(403);
    await level(van, -1).expect(422);
    const { body } = await level('019b76da-a800-7c30-bfd3-3a038eb1f9b0', 2).expect(422);
    expect(body.errors).toMatchObject([{ pointer: '/locationId', code: 'stock_location.unknown' }]);
  });
});

describe('the notice', () => {
  const inbox = async (client: HttpClient) =>
    (await client.get('/v1/notifications?limit=100').expect(200)).body.data.filter(
      ({ type, linkId }: { type: string; linkId: string }) => type === 'stock_low' && linkId === part,
    );

  it('goes to those who may receive parts, once each', async () => {
    const [technician, buyer] = [await room.tenant.as('technician'), await room.tenant.addUser('employee')];
    await room.query(
      `insert into tenant.user_permissions (id, user_id, permission) values (gen_random_uuid(), $1, 'parts:receive')`,
      [buyer.id],
    );
    await room.receive(part, 6);
    await issue(6);
    const client = await room.tenant.signIn(buyer);
    const notices = await waitUntil(async () => ((await inbox(client)).length > 0 ? inbox(client) : undefined), {
      what: 'a notice',
    });
    expect(notices).toMatchObject([{ title: expect.stringContaining('Low on stock'), linkUrl: `/v1/parts/${part}` }]);
    expect([await inbox(room.manager), await inbox(technician)]).toMatchObject([[{ linkType: 'part' }], []]);
  });
});
