import type { HttpClient } from '#libs/testing';
import type { StockRoom } from './stock-room.js';

export interface Line {
  readonly id: string;
  readonly partId: string;
  readonly quantity: number;
  readonly quantityReceived: number;
}

export interface Order {
  readonly id: string;
  readonly orderNumber: string;
  readonly status: string;
  readonly version: number;
  readonly lines: readonly Line[];
}

type Command = 'submit' | 'approve' | 'reject' | 'cancel' | 'receive' | 'return' | 'send';

/** Short calls for purchase orders of a stock room. */
export class PurchaseDesk {
  constructor(readonly room: StockRoom) {}

  /** A draft for so many of new parts, each at this price in dollars. */
  async draft(quantities: readonly number[], price = '2.50', supplierId?: string): Promise<Order> {
    const parts = await Promise.all(quantities.map(() => this.room.part()));
    return this.draftOf(
      quantities.map((quantity, index) => [parts[index]!, quantity, price] as const),
      supplierId,
    );
  }

  async draftOf(
    lines: readonly (readonly [part: string, quantity: number, price?: string])[],
    supplierId?: string,
  ): Promise<Order> {
    const body = {
      supplierId: supplierId ?? (await this.room.supplier()),
      lines: lines.map(([partId, quantity, amount]) => ({
        partId,
        quantity,
        ...(amount !== undefined && { unitPrice: { amount, currency: 'USD' } }),
      })),
    };
    return (await this.post(body).expect(201)).body;
  }

  async ordered(quantities: readonly number[], price?: string): Promise<Order> {
    return this.does(await this.draft(quantities, price), 'submit');
  }

  post(body: object, client: HttpClient = this.room.manager) {
    return client.post('/v1/purchase-orders').send(body);
  }

  act(
    { id, version }: Pick<Order, 'id' | 'version'>,
    command: Command,
    body?: object,
    client: HttpClient = this.room.manager,
  ) {
    const request = client.post(`/v1/purchase-orders/${id}/${command}`);
    if (command !== 'receive' && command !== 'return') request.set('If-Match', `"${version}"`);
    return body ? request.send(body) : request;
  }

  async does(
    order: Pick<Order, 'id' | 'version'>,
    command: Command,
    body?: object,
    client?: HttpClient,
  ): Promise<Order> {
    return (await this.act(order, command, body, client).expect(200)).body;
  }

  async read(id: string): Promise<Order & Record<string, unknown>> {
    return (await this.room.manager.get(`/v1/purchase-orders/${id}`).expect(200)).body;
  }

  receive(order: Order, quantities: readonly number[], more: object = {}) {
    return this.act(order, 'receive', { parts: wanted(order, quantities), ...more });
  }

  giveBack(order: Order, quantities: readonly number[], more: object = {}) {
    return this.act(order, 'return', { parts: wanted(order, quantities), ...more });
  }

  /** Changes settings of the account. */
  async set(settings: object): Promise<void> {
    const admin = await this.room.tenant.as('admin');
    const { headers } = await admin.get('/v1/tenant').expect(200);
    await admin.patch('/v1/tenant').set('If-Match', headers['etag']!).send({ settings }).expect(200);
  }
}

/** Zeros are left out. */
function wanted({ lines }: Order, quantities: readonly number[]) {
  return quantities.flatMap((quantity, index) => (quantity === 0 ? [] : [{ partId: lines[index]!.partId, quantity }]));
}
