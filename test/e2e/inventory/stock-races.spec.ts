import { startBeside } from '../contract/other-process.js';
import { StockRoom } from './stock-room.js';

const AT_ONCE = 50;
let room: StockRoom;
let addresses: string[];
let token: string;

beforeAll(async () => {
  room = await StockRoom.open();
  const other = await startBeside(room.testApp, {});
  addresses = [room.testApp.baseUrl, other.baseUrl];
  token = (await room.tenant.tokens(room.tenant.admin)).accessToken;
}, 60_000);

/** Fifty calls at once, half of them to another process. */
function fifty(
  path: string,
  body: (n: number) => object,
): Promise<{ status: number; body: Record<string, unknown> }[]> {
  const calls = Array.from({ length: AT_ONCE }, async (_, n) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(body(n)) };
    const response = await fetch(addresses[n % 2]! + path, request);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  });
  return Promise.all(calls);
}

const counted = (answers: readonly { status: number }[]) =>
  Object.fromEntries(
    [...Map.groupBy(answers, ({ status }) => status)].map(([status, those]) => [status, those.length]),
  );

it('of 50 issues of one part, from two processes, exactly as many get through as there are parts', async () => {
  const part = await room.part();
  await room.receive(part, 30, '1.37');
  const answers = await fifty(`/v1/parts/${part}/issue`, () => ({ quantity: 1 }));
  expect(counted(answers)).toEqual({ 201: 30, 409: 20 });
  for (const { body } of answers.filter(({ status }) => status === 409))
    expect(body).toMatchObject({ code: 'stock.insufficient', available: 0, locations: [] });
  const zero = { quantity: 0, value: '0.00' };
  expect(await room.sums(part)).toEqual({ ledger: zero, locations: zero, part: zero });
}, 60_000);

it('of 50 receipts none is lost, also where the location had none of the part before', async () => {
  const [part, van] = [await room.part(), await room.location()];
  const unitPrice = { amount: '0.99', currency: 'USD' };
  const answers = await fifty(`/v1/parts/${part}/receive`, () => ({ quantity: 2, locationId: van, unitPrice }));
  expect(counted(answers)).toEqual({ 201: AT_ONCE });
  const all = { quantity: 100, value: '99.00' };
  expect(await room.sums(part)).toEqual({ ledger: all, locations: all, part: all });
}, 60_000);

it('of 50 transfers to and fro none waits for ever, and nothing gets lost on the way', async () => {
  const part = await room.part();
  const [one, other] = [await room.location(), await room.location()];
  for (const locationId of [one, other]) await room.receive(part, 25, '3.33', { locationId });
  const ways = [
    { fromLocationId: one, toLocationId: other },
    { fromLocationId: other, toLocationId: one },
  ];
  const answers = await fifty(`/v1/parts/${part}/transfer`, (n) => ({
    quantity: 1,
    ...ways[(n % 2) ^ (n % 4 > 1 ? 1 : 0)],
  }));
  expect(counted(answers)).toEqual({ 201: AT_ONCE });
  const all = { quantity: 50, value: '166.50' };
  expect(await room.sums(part)).toEqual({ ledger: all, locations: all, part: all });
}, 60_000);
