import { randomUUID } from 'node:crypto';
import { killMoments, type KillMoment } from '../../support/kill-moments.js';
import { letLocksRunOut, sendToDying } from '../contract/dying-request.js';
import { PurchaseDesk } from './purchase-desk.js';
import { StockRoom } from './stock-room.js';

// A process that is killed in the middle of a receipt. Of the moments between messages to the database a run tries a part, see sampling.ts.

let room: StockRoom;
let desk: PurchaseDesk;

beforeAll(async () => {
  room = await StockRoom.open();
  desk = new PurchaseDesk(room);
});

/** @returns whether the process died */
async function dieAndRepeat(death: KillMoment): Promise<boolean> {
  const order = await desk.ordered([3, 5, 8], '1.25');
  const [path, key] = [`/v1/purchase-orders/${order.id}/receive`, randomUUID()];
  const answer = await sendToDying(room.tenant, death, { path, key, body: {} });
  const before = (await desk.read(order.id)).lines.map(({ quantityReceived }) => quantityReceived);
  expect([
    [0, 0, 0],
    [3, 5, 8],
  ]).toContainEqual(before);
  await letLocksRunOut(room.testApp, room.tenant);
  const admin = await room.tenant.as('admin');
  const { body } = await admin.post(path).set('Idempotency-Key', key).send({}).expect(200);
  expect(body).toMatchObject({ status: 'received' });
  for (const { partId, quantity } of order.lines) {
    const { ledger, locations, part } = await room.sums(partId);
    expect([ledger.quantity, locations, part]).toEqual([quantity, ledger, ledger]);
  }
  return answer === undefined;
}

it('leaves all of it or nothing, and a repeated request books it once', async () => {
  let deaths = 0;
  for (const moments of killMoments(2)) {
    const died = await Promise.all(moments.map(dieAndRepeat));
    deaths += died.filter(Boolean).length;
    if (died.includes(false)) break;
  }
  expect(deaths).toBeGreaterThanOrEqual(2);
}, 180_000);
