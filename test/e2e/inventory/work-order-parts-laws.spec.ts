import fc from 'fast-check';
import { StockRoom } from './stock-room.js';
import { triesEverything } from '../../support/sampling.js';

// Any walk of work orders to and fro, with parts planned, used and returned on the way, several steps at once: what is set aside adds up,
// and a work order that was given up holds nothing and has cost nothing.

let room: StockRoom;
let locations: string[];

beforeAll(async () => {
  room = await StockRoom.open();
  const store = (await room.manager.get('/v1/stock-locations?limit=1')).body.data[0].id as string;
  locations = [store, await room.location()];
});

const step = fc.record({
  order: fc.integer({ min: 0, max: 1 }),
  at: fc.integer({ min: 0, max: 1 }),
  quantity: fc.integer({ min: 1, max: 6 }),
  verb: fc.constantFrom(
    'plan',
    'plan',
    'use',
    'use',
    'return',
    'release',
    'complete',
    'reopen',
    'cancel',
    'receive',
    'issue',
    'adjust',
    'transfer',
    'count',
  ),
});
type Step = (typeof step extends fc.Arbitrary<infer T> ? T : never) & object;

const partVerbs = new Set(['plan', 'use', 'return', 'release']);

async function take(part: string, orders: readonly string[], { order, at, quantity, verb }: Step): Promise<number> {
  const id = orders[order]!;
  const locationId = locations[at]!;
  if (partVerbs.has(verb)) {
    const body = verb === 'release' ? { partId: part, locationId } : { partId: part, quantity, locationId };
    return (await room.act(id, verb, body)).status;
  }
  if (verb === 'receive' || verb === 'issue') return (await room.post(part, verb, { quantity, locationId })).status;
  if (verb === 'transfer')
    return (await room.post(part, verb, { quantity, fromLocationId: locationId, toLocationId: locations[1 - at]! }))
      .status;
  if (verb === 'count') return count(part, locationId, quantity);
  if (verb === 'adjust') return (await room.post(part, verb, { quantity: -1, reason: 'Lost', locationId })).status;
  const said = verb === 'complete' ? { workPerformed: 'Done' } : { reason: 'Walked' };
  return (await room.move(id, verb, said)).status;
}

/** A stock-take of the part at one location. */
async function count(part: string, locationId: string, quantity: number): Promise<number> {
  const { body: sheet } = await room.manager.post('/v1/stock-counts').send({ name: 'Walk', locationId }).expect(201);
  await room.manager.post(`/v1/stock-counts/${sheet.id}/record`).send({ partId: part, quantity }).expect(200);
  return (await room.manager.post(`/v1/stock-counts/${sheet.id}/book`).set('If-Match', '"1"').send()).status;
}

/** Where what is set aside does not add up, is more than is planned, or is held by work that has ended. */
const reservationFaults = (part: string) =>
  room.query(
    `select 'location' as what, s.location_id as id from tenant.inventory_stock s where s.part_id = $1 and s.reserved <>
        (select coalesce(sum(w.reserved), 0) from tenant.planned_parts w where w.part_id = s.part_id and w.location_id = s.location_id)
    union all select 'part', p.id from tenant.inventory_parts p where p.id = $1 and p.quantity_reserved <>
        (select coalesce(sum(w.reserved), 0) from tenant.planned_parts w where w.part_id = p.id)
    union all select 'plan', w.id from tenant.planned_parts w where w.part_id = $1 and w.reserved > w.quantity
    union all select 'ended', w.id from tenant.planned_parts w join tenant.tasks t on t.id = w.task_id
        where w.part_id = $1 and w.reserved > 0 and t.status not in ('new', 'assigned', 'in_progress', 'on_hold')
    union all select 'used', t.id from tenant.tasks t join tenant.inventory_transactions m on m.task_id = t.id
        where m.part_id = $1 and t.status = 'canceled' group by t.id having sum(m.quantity) <> 0 or sum(m.total_cost) <> 0
    union all select 'ledger', s.location_id from tenant.inventory_stock s where s.part_id = $1 and (s.quantity, s.value) is distinct from
        (select (sum(m.quantity)::int, sum(m.total_cost)) from tenant.inventory_transactions m where m.part_id = s.part_id and m.location_id = s.location_id)`,
    [part],
  );

it('holds after any walk, one step after another and several at once', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), async (rounds) => {
      const part = await room.part();
      const orders = [await room.workOrder(), await room.workOrder()];
      for (const order of orders) await room.move(order, 'start');
      for (const locationId of locations) await room.receive(part, 8, '1.37', { locationId });
      for (const atOnce of rounds) {
        const statuses = await Promise.all(atOnce.map((each) => take(part, orders, each)));
        for (const status of statuses) expect([200, 201, 409, 412]).toContain(status);
        accepted += statuses.filter((status) => status < 300).length;
        expect(await reservationFaults(part)).toEqual([]);
      }
    }),
    { numRuns: triesEverything ? 200 : 15 },
  );
  expect(accepted).toBeGreaterThan(30);
}, 120_000);

it('of uses that meet a cancellation none is left behind', async () => {
  const part = await room.part();
  await room.receive(part, 40, '2.00');
  for (let round = 0; round < 4; round += 1) {
    const order = await room.workOrder();
    const use = () => room.act(order, 'use', { partId: part, quantity: 1 });
    const [canceled, ...used] = await Promise.all([
      room.move(order, 'cancel', { reason: 'Twice' }),
      use(),
      use(),
      use(),
      use(),
    ]);
    expect([200, 412]).toContain(canceled.status);
    for (const { status } of used) expect([200, 409]).toContain(status);
    const all = { quantity: 40, value: '80.00' };
    expect(await room.sums(part)).toEqual({ ledger: all, locations: all, part: all });
  }
}, 60_000);

it('of two who plan the last ones, each gets its own', async () => {
  const part = await room.part();
  await room.receive(part, 5);
  const orders = await Promise.all([1, 2, 3].map(() => room.workOrder()));
  const answers = await Promise.all(
    orders.map((order) => room.act(order, 'plan', { partId: part, quantity: 3 }).expect(200)),
  );
  const reserved = answers.map(({ body }) => body.parts[0].reserved as number);
  expect(reserved.toSorted()).toEqual([0, 2, 3]);
});
