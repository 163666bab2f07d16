import fc from 'fast-check';
import type { HttpClient } from '#libs/testing';
import { StockRoom } from './stock-room.js';

// Any interleaving of bookings, some of them at once: the ledger adds up to stock and value, per location and in total, and nothing is
// ever negative.

let room: StockRoom;
let store: string;
let vans: string[];

beforeAll(async () => {
  room = await StockRoom.open();
  vans = [await room.location(), await room.location()];
  store = (await room.manager.get('/v1/stock-locations?sort=createdAt&limit=1')).body.data[0].id;
});

const place = fc.integer({ min: 0, max: 2 });
const quantity = fc.integer({ min: 1, max: 12 });
const price = fc.integer({ min: 0, max: 99_999 }).map((cents) => (cents / 100).toFixed(2));

const booking = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('receive'), at: place, quantity, price: fc.option(price) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('issue'), at: place, quantity }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('return'), at: place, quantity }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('adjust'), at: place, quantity: fc.integer({ min: -9, max: 9 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('transfer'), at: place, to: place, quantity }) },
);

interface Booking {
  readonly kind: string;
  readonly at: number;
  readonly quantity: number;
  readonly price?: string | null;
  readonly to?: number;
}

function bodyOf({ kind, at, quantity: amount, price: given, to }: Booking): object {
  const places = [store, ...vans];
  if (kind === 'transfer') return { quantity: amount, fromLocationId: places[at], toLocationId: places[to!] };
  const reason = kind === 'adjust' ? { reason: 'Counted' } : {};
  const unitPrice = given ? { unitPrice: { amount: given, currency: 'USD' } } : {};
  return { quantity: amount, locationId: places[at], ...reason, ...unitPrice };
}

/** Where the ledger and what is kept differ; of quantities and values, for each location and in total. */
const differences = (part: string) =>
  room.query(
    `with ledger as (select location_id, sum(quantity) as quantity, sum(total_cost) as value
        from tenant.inventory_transactions where part_id = $1 group by location_id),
      kept as (select location_id, quantity, value from tenant.inventory_stock where part_id = $1)
    select * from ledger full join kept using (location_id)
      where ledger.quantity is distinct from kept.quantity or ledger.value is distinct from kept.value
        or kept.value < 0 or (kept.quantity = 0 and kept.value <> 0)
    union all
    select id, sum(l.quantity), sum(l.value), quantity_in_stock, stock_value from tenant.inventory_parts p left join ledger l on true
      where id = $1 group by id
      having coalesce(sum(l.quantity), 0) <> quantity_in_stock or coalesce(sum(l.value), 0) <> stock_value`,
    [part],
  );

/** Times at which the ledger, added up to then, is a stock that cannot have been. */
const negativeTimes = (part: string) =>
  room.query(
    `select * from (select created_at, sum(quantity) over (partition by location_id order by created_at) as quantity,
        sum(total_cost) over (partition by location_id order by created_at) as value
      from tenant.inventory_transactions where part_id = $1) as running where quantity < 0 or value < 0`,
    [part],
  );

const unbalancedTransfers = (part: string) =>
  room.query(
    `select transfer_id from tenant.inventory_transactions where part_id = $1 and transfer_id is not null
      group by transfer_id having sum(quantity) <> 0 or sum(total_cost) <> 0 or count(*) <> 2`,
    [part],
  );

async function send(client: HttpClient, part: string, each: Booking): Promise<number> {
  const { status, text } = await room.post(part, each.kind as 'receive', bodyOf(each), client);
  if (![201, 409, 422].includes(status)) throw new Error(`${JSON.stringify(each)}: ${status} ${text}`);
  return status;
}

it('holds after any bookings, one after another and several at once', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(booking, { minLength: 1, maxLength: 6 }), { maxLength: 8 }), async (rounds) => {
      const part = await room.part();
      for (const atOnce of rounds) {
        const statuses = await Promise.all(atOnce.map((each) => send(room.manager, part, each)));
        accepted += statuses.filter((status) => status === 201).length;
        expect(await differences(part)).toEqual([]);
      }
      expect([await negativeTimes(part), await unbalancedTransfers(part)]).toEqual([[], []]);
    }),
    { numRuns: 40, ...(process.env['FAULTS'] === 'all' && { numRuns: 400 }) },
  );
  expect(accepted).toBeGreaterThan(40);
}, 120_000);

it('answers a booking alone as a plain model of it does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(booking, { maxLength: 25 }), async (bookings) => {
      const part = await room.part();
      const model = new Model();
      for (const each of bookings)
        expect([each, await send(room.manager, part, each)]).toEqual([each, model.book(each)]);
      const { part: kept } = await room.sums(part);
      expect(kept.quantity).toBe(model.places.reduce((sum, one) => sum + one.quantity, 0));
      expect(kept.value).toBe((model.places.reduce((sum, one) => sum + one.cents, 0) / 100).toFixed(2));
    }),
    { numRuns: 25, ...(process.env['FAULTS'] === 'all' && { numRuns: 250 }) },
  );
}, 120_000);

/** The rules of docs/inventory.md in whole cents, for one part without a price. */
class Model {
  readonly places = [0, 1, 2].map(() => ({ quantity: 0, cents: 0 }));
  private issued = { quantity: 0, cents: 0 };
  /** Exact to a ten-thousandth, as it is kept for when nothing is left. */
  private average = 0;

  book(booking: Booking): number {
    const status = this.judge(booking);
    if (status === 201) this.apply(booking);
    const total = this.places.reduce((sum, one) => plus(sum, one.quantity, one.cents), { quantity: 0, cents: 0 });
    if (total.quantity > 0) this.average = Math.round((total.cents * 100) / total.quantity);
    return status;
  }

  private judge({ kind, at, quantity: amount, to }: Booking): number {
    if (amount === 0 || (kind === 'transfer' && at === to)) return 422;
    const limit = kind === 'return' ? this.issued.quantity : this.places[at]!.quantity;
    const bounded = { receive: 0, issue: amount, transfer: amount, return: amount, adjust: -amount }[kind]!;
    return bounded > limit ? 409 : 201;
  }

  private apply({ kind, at, quantity: amount, price: given, to }: Booking): void {
    const here = this.places[at]!;
    if (kind === 'issue' || kind === 'transfer' || amount < 0) this.take(kind, here, Math.abs(amount), to);
    else if (kind === 'return') this.put(here, amount, share(this.issued, amount), true);
    else this.put(here, amount, this.costOf(here, amount, given));
  }

  private costOf(here: { quantity: number; cents: number }, amount: number, given: string | null | undefined): number {
    if (given) return Math.round(Number(given) * 100) * amount;
    return here.quantity > 0 ? share(here, amount) : Math.round((this.average * amount) / 100);
  }

  private take(kind: string, here: { quantity: number; cents: number }, amount: number, to: number | undefined): void {
    const cost = share(here, amount);
    here.quantity -= amount;
    here.cents -= cost;
    if (kind === 'transfer') this.put(this.places[to!]!, amount, cost);
    if (kind === 'issue') this.issued = { quantity: this.issued.quantity + amount, cents: this.issued.cents + cost };
  }

  private put(there: { quantity: number; cents: number }, amount: number, cost: number, isReturn = false): void {
    there.quantity += amount;
    there.cents += cost;
    if (isReturn) this.issued = { quantity: this.issued.quantity - amount, cents: this.issued.cents - cost };
  }
}

function plus(sum: { quantity: number; cents: number }, quantity: number, cents: number) {
  return { quantity: sum.quantity + quantity, cents: sum.cents + cents };
}

function share(whole: { quantity: number; cents: number }, amount: number): number {
  return Math.round((whole.cents * amount) / whole.quantity);
}
