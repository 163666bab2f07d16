import fc from 'fast-check';
import type { HttpClient } from '#libs/testing';
import { runs } from '../../support/sampling.js';
import { PurchaseDesk, type Order } from './purchase-desk.js';
import { StockRoom } from './stock-room.js';

// Any sequence of commands: each is accepted where a plain model of the states allows it, and refused where not; what was received and not
// returned is what the ledger adds up to.

let desk: PurchaseDesk;
let room: StockRoom;
let other: HttpClient;
const LIMIT = { purchaseApprovalLimit: { amount: '50.00', currency: 'USD' } };

beforeAll(async () => {
  room = await StockRoom.open();
  desk = new PurchaseDesk(room);
  other = await room.tenant.as('admin');
  await desk.set(LIMIT);
});

type Command = 'submit' | 'approve' | 'reject' | 'cancel' | 'receive' | 'return';
interface Step {
  readonly command: Command;
  readonly quantity: number;
}

const step = fc.record({
  command: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Command>('receive') },
    { weight: 2, arbitrary: fc.constantFrom<Command>('submit', 'approve', 'return') },
    { weight: 1, arbitrary: fc.constantFrom<Command>('reject', 'cancel') },
  ),
  quantity: fc.integer({ min: 1, max: 6 }),
});

/** The states of one order with one line of ten. */
class Model {
  status = 'draft';
  received = 0;

  constructor(private readonly isAboveLimit: boolean) {}

  apply({ command, quantity }: Step): boolean {
    const next = this.next(command, quantity);
    if (next === undefined) return false;
    if (command === 'receive') this.received += quantity;
    if (command === 'return') this.received -= quantity;
    const byGoods = this.received === 0 ? 'ordered' : this.received === 10 ? 'received' : 'partially_received';
    this.status = next === 'goods' ? byGoods : next;
    return true;
  }

  private next(command: Command, quantity: number): string | undefined {
    const isOnOrder = ['ordered', 'partially_received'].includes(this.status);
    const isPending = this.status === 'pending_approval';
    const isOpen = ['draft', 'pending_approval', 'ordered', 'partially_received'].includes(this.status);
    const submitted = this.isAboveLimit ? 'pending_approval' : 'ordered';
    const returned = this.status === 'canceled' ? 'canceled' : 'goods';
    const outcomes: Record<Command, string | false> = {
      submit: this.status === 'draft' && submitted,
      approve: isPending && 'ordered',
      reject: isPending && 'draft',
      cancel: isOpen && 'canceled',
      receive: isOnOrder && this.received + quantity <= 10 && 'goods',
      return: quantity <= this.received && returned,
    };
    return outcomes[command] || undefined;
  }
}

async function send(order: Order, { command, quantity }: Step) {
  if (command === 'receive') return desk.receive(order, [quantity]);
  if (command === 'return') return desk.giveBack(order, [quantity]);
  const body = command === 'reject' || command === 'cancel' ? { reason: 'So it is' } : undefined;
  return desk.act(order, command, body, command === 'approve' ? other : room.manager);
}

it('holds after any commands', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('4.99', '5.01'), fc.array(step, { maxLength: 14 }), async (price, steps) => {
      let order: Order = await desk.draft([10], price);
      const model = new Model(price === '5.01');
      for (const each of steps) {
        const answer = await send(order, each);
        const isAllowed = model.apply(each);
        expect({ each, status: answer.status }).toEqual({ each, status: isAllowed ? 200 : 409 });
        order = await desk.read(order.id);
        expect(order).toMatchObject({ status: model.status, lines: [{ quantityReceived: model.received }] });
        if (isAllowed) accepted += 1;
      }
      const { ledger, part } = await room.sums(order.lines[0]!.partId);
      expect([ledger, part.quantity]).toEqual([part, model.received]);
    }),
    { numRuns: runs(30) },
  );
  expect(accepted).toBeGreaterThan(runs(10));
}, 120_000);
