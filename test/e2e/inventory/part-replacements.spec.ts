import { randomUUID } from 'node:crypto';
import { StockRoom } from './stock-room.js';

let room: StockRoom;
beforeAll(async () => {
  room = await StockRoom.open();
});

const replace = (part: string, replacementId: string, client = room.manager) =>
  client.post(`/v1/parts/${part}/replacements`).send({ replacementId });
const list = async (part: string) => (await room.manager.get(`/v1/parts/${part}/replacements`).expect(200)).body.data;
const parts = (count: number) => Promise.all(Array.from({ length: count }, () => room.part()));

it('takes the place of a part, with what is free of it, until it is taken away', async () => {
  const [old, other] = (await parts(2)) as [string, string];
  await room.receive(other, 4);
  const { body } = await replace(old, other).expect(201);
  expect(body).toMatchObject({ partId: old, replacementId: other, quantityAvailable: 4 });
  expect(await list(old)).toEqual([body]);
  expect(await list(other)).toEqual([]);
  expect((await replace(old, other).expect(409)).body).toMatchObject({
    code: 'part_replacement.already',
    existingId: body.id,
  });
  await room.manager.delete(`/v1/parts/${other}/replacements/${body.id}`).expect(404);
  await room.manager.delete(`/v1/parts/${old}/replacements/${body.id}`).expect(204);
  expect(await list(old)).toEqual([]);
});

it('never comes to replace itself, by however many steps', async () => {
  const [a, b, c, d] = (await parts(4)) as [string, string, string, string];
  for (const [part, by] of [
    [a, b],
    [b, c],
    [a, c],
    [c, d],
  ] as const)
    await replace(part, by).expect(201);
  for (const [part, by] of [
    [a, a],
    [b, a],
    [d, a],
    [d, b],
  ] as const)
    expect((await replace(part, by).expect(409)).body.code).toBe('part_replacement.cycle');
});

it('closes no circle when all of its links are named at once', async () => {
  const ring = await parts(6);
  const answers = await Promise.all(ring.map((part, at) => replace(part, ring[(at + 1) % ring.length]!)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array<number>(5).fill(201), 409]);
});

it('is named by those who may change parts, for parts that there are', async () => {
  const [part, other] = (await parts(2)) as [string, string];
  await replace(part, other, await room.tenant.as('technician')).expect(403);
  expect((await replace(part, randomUUID()).expect(422)).body.errors).toMatchObject([{ pointer: '/replacementId' }]);
  await replace(randomUUID(), other).expect(404);
});
