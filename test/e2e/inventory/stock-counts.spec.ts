import { randomUUID } from 'node:crypto';
import type { HttpClient } from '#libs/testing';
import { StockRoom } from './stock-room.js';

let room: StockRoom;
let van: string;
let part: string;

beforeAll(async () => {
  room = await StockRoom.open();
});
beforeEach(async () => {
  van = await room.location();
  part = await room.part();
  await room.receive(part, 10, '2.00', { locationId: van });
});

interface Line {
  readonly partId: string;
  readonly expectedQuantity: number | null;
  readonly movedQuantity: number | null;
  readonly countedQuantity: number | null;
  readonly difference: number | null;
  readonly movementId: string | null;
}

const begin = async (given: object = {}): Promise<string> =>
  (
    await room.manager
      .post('/v1/stock-counts')
      .send({ name: 'Yearly', locationId: van, ...given })
      .expect(201)
  ).body.id;
const record = (count: string, partId: string, quantity: number, client = room.manager) =>
  client.post(`/v1/stock-counts/${count}/record`).send({ partId, quantity });
const lines = async (count: string, query = '', client: HttpClient = room.manager): Promise<Line[]> =>
  (await client.get(`/v1/stock-counts/${count}/lines?${query}`).expect(200)).body.data;
const close = (count: string, verb = 'book', version = 1) =>
  room.manager.post(`/v1/stock-counts/${count}/${verb}`).set('If-Match', `"${version}"`).send();
const move = (quantity: number) =>
  room.book(part, quantity > 0 ? 'receive' : 'issue', { quantity: Math.abs(quantity), locationId: van });
const there = async (id = part) => {
  const { locations } = await room.stock(id);
  return locations.find(({ locationId }: { locationId: string }) => locationId === van)?.quantity ?? 0;
};

it('books the differences, at what the parts cost, and nothing for what is right or was not counted', async () => {
  const [right, uncounted] = [await room.part(), await room.part()];
  for (const each of [right, uncounted]) await room.receive(each, 4, '1.00', { locationId: van });
  const count = await begin();
  await record(count, part, 7).expect(200);
  await record(count, right, 4).expect(200);
  expect(await lines(count, 'differs=true')).toMatchObject([
    { partId: part, expectedQuantity: 10, movedQuantity: 0, countedQuantity: 7, difference: -3 },
  ]);
  expect(await lines(count, 'isCounted=false')).toMatchObject([{ partId: uncounted, difference: null }]);
  expect((await close(count).expect(200)).body).toMatchObject({ status: 'booked', lines: 3, countedLines: 2 });
  expect(await room.sums(part)).toMatchObject({
    ledger: { quantity: 7, value: '14.00' },
    part: { quantity: 7, value: '14.00' },
  });
  expect([await there(right), await there(uncounted)]).toEqual([4, 4]);
  const [{ movementId }] = (await lines(count, 'differs=true')) as [Line];
  const { body: movement } = await room.manager.get(`/v1/stock-movements/${movementId!}`).expect(200);
  expect(movement).toMatchObject({ type: 'adjustment', quantity: -3, locationId: van, notes: 'Yearly' });
});

it('tells what was moved before and after the count from the difference', async () => {
  const count = await begin();
  await move(-4);
  await move(1);
  const { body } = await record(count, part, 6).expect(200);
  expect(body).toMatchObject({ expectedQuantity: 10, movedQuantity: -3, countedQuantity: 6, difference: -1 });
  await move(-2);
  await move(5);
  expect(await lines(count)).toMatchObject([{ movedQuantity: -3, difference: -1 }]);
  await close(count).expect(200);
  expect(await there()).toBe(10 - 4 + 1 - 2 + 5 - 1);
});

it('finds what should not be there, and takes the latest of what was counted', async () => {
  const [count, stray] = [await begin(), await room.part()];
  await record(count, stray, 5).expect(200);
  const { body } = await record(count, stray, 2).expect(200);
  expect(body).toMatchObject({ expectedQuantity: 0, difference: 2 });
  await record(count, part, 0).expect(200);
  await close(count).expect(200);
  expect([await there(stray), await there()]).toEqual([2, 0]);
  expect(await room.sums(part)).toMatchObject({ ledger: { quantity: 0, value: '0.00' } });
});

it('counts a class of parts alone, in whatever case', async () => {
  const door = await room.part({ category: 'Doors' });
  await room.receive(door, 3, undefined, { locationId: van });
  expect(await lines(await begin({ category: 'doors' }))).toMatchObject([{ partId: door }]);
});

it('shows those who count blind nothing of what to find, by no filter either', async () => {
  const technician = await room.tenant.as('technician');
  const count = await begin({ isBlind: true });
  const { body } = await record(count, part, 9, technician).expect(200);
  const hidden = { expectedQuantity: null, movedQuantity: null, difference: null };
  expect(body).toMatchObject({ countedQuantity: 9, ...hidden });
  expect(await lines(count, '', technician)).toMatchObject([hidden]);
  for (const differs of ['true', 'false']) expect(await lines(count, `differs=${differs}`, technician)).toEqual([]);
  expect(await lines(count, 'differs=true')).toMatchObject([{ difference: -1 }]);
  for (const path of ['', `/${count}/book`])
    await technician
      .post(`/v1/stock-counts${path}`)
      .set('If-Match', '"1"')
      .send(path ? undefined : { name: 'Mine' })
      .expect(403);
});

it('books nothing of a sheet that was overtaken, and names the parts', async () => {
  const other = await room.part();
  await room.receive(other, 5, undefined, { locationId: van });
  const [count, second] = [await begin(), await begin()];
  for (const each of [count, second]) await record(each, part, 8).expect(200);
  await record(count, other, 1).expect(200);
  await close(second).expect(200);
  const refused = await close(count).expect(409);
  expect(refused.body).toMatchObject({ code: 'stock_count.overtaken', parts: [{ partId: part }] });
  expect([await there(), await there(other)]).toEqual([8, 5]);
  await record(count, part, 8).expect(200);
  await room.book(other, 'issue', { quantity: 3, locationId: van });
  expect((await close(count).expect(409)).body.parts).toMatchObject([{ partId: other }]);
  await record(count, other, 2).expect(200);
  await close(count).expect(200);
  expect([await there(), await there(other)]).toEqual([8, 2]);
});

it('is closed once, also by two at once, and takes nothing more', async () => {
  const count = await begin();
  await record(count, part, 9).expect(200);
  const answers = await Promise.all([close(count), close(count), record(count, part, 9), close(count)]);
  expect(answers.filter(({ status }, at) => at !== 2 && status === 200)).toHaveLength(1);
  expect(await there()).toBe(9);
  for (const verb of ['book', 'cancel'])
    expect((await close(count, verb, 2).expect(409)).body.code).toBe('stock_count.closed');
  expect((await record(count, part, 1).expect(409)).body.code).toBe('stock_count.closed');
  const given = await begin();
  await close(given, 'cancel').expect(200);
  await record(given, part, 1).expect(409);
});

it('counts right while others move the part', async () => {
  const count = await begin();
  const work = Array.from({ length: 12 }, (_, n) => move(n % 3 === 0 ? 2 : -1));
  // what is there by the ledger, less one that is missing in truth
  const seen = record(count, part, 5);
  await Promise.all([...work, seen]);
  const [{ difference }] = (await lines(count)) as [Line];
  const before = await there();
  await close(count).expect(200);
  expect(await there()).toBe(before + difference!);
  const { ledger, part: kept } = await room.sums(part);
  expect(kept).toEqual(ledger);
});

it.each([
  [{ quantity: -1 }, '/quantity'],
  [{ quantity: 1_000_001 }, '/quantity'],
  [{ partId: randomUUID() }, '/partId'],
])('refuses by field: %j', async (wrong, pointer) => {
  const count = await begin();
  const body = { partId: part, quantity: 1, ...wrong };
  const refused = await room.manager.post(`/v1/stock-counts/${count}/record`).send(body).expect(422);
  expect(refused.body.errors).toMatchObject([{ pointer }]);
});
