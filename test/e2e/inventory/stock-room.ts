import { randomUUID } from 'node:crypto';
import {
  createTestApp,
  provisionTestTenant,
  type HttpClient,
  type TestApp,
  type TestAppOptions,
  type TestTenant,
} from '#libs/testing';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { aPart } from '../../builders/inventory/part.builder.js';
import { aWorkOrder } from '../../builders/work-orders/work-order.builder.js';

type Booking = 'receive' | 'issue' | 'return' | 'adjust' | 'transfer';

export interface Movement {
  readonly id: string;
  readonly quantity: number;
  readonly totalCost: { readonly amount: string } | null;
  readonly createdAt: string;
}

export interface WorkOrderPart {
  readonly partId: string;
  readonly planned: number;
  readonly reserved: number;
  readonly used: number;
  readonly missing: number;
  readonly cost: { readonly amount: string } | null;
}

export interface Sums {
  readonly quantity: number;
  readonly value: string;
}

/** A tenant with parts and stock, and short calls for what is done with them. */
export class StockRoom {
  private locations = 0;
  private facilityId: string | undefined;

  private constructor(
    readonly testApp: TestApp,
    readonly tenant: TestTenant,
    readonly manager: HttpClient,
  ) {}

  static async open(options: TestAppOptions = {}): Promise<StockRoom> {
    const testApp = await createTestApp({ environment: { ROLE: 'api' }, ...options });
    const tenant = await provisionTestTenant(testApp);
    return new StockRoom(testApp, tenant, await tenant.as('manager'));
  }

  /** Its id. */
  async part(given: object = {}): Promise<string> {
    const { body } = await this.manager
      .post('/v1/parts')
      .send({ ...aPart(), ...given })
      .expect(201);
    return body.id as string;
  }

  async location(name = `Van ${(this.locations += 1)}`): Promise<string> {
    return (await this.manager.post('/v1/stock-locations').send({ name, type: 'vehicle' }).expect(201)).body.id;
  }

  /** Its id. */
  async workOrder(given: object = {}): Promise<string> {
    this.facilityId ??= (await this.manager.post('/v1/facilities').send(aFacility()).expect(201)).body.id as string;
    const body = { ...aWorkOrder(), facilityId: this.facilityId, ...given };
    return (await this.manager.post('/v1/work-orders').send(body).expect(201)).body.id;
  }

  /** A transition of a work order, from the version that it has. */
  async move(workOrder: string, verb: string, body: object = {}) {
    const { body: seen } = await this.manager.get(`/v1/work-orders/${workOrder}`).expect(200);
    return this.manager.post(`/v1/work-orders/${workOrder}/${verb}`).set('If-Match', `"${seen.version}"`).send(body);
  }

  /** What is done with the parts of a work order: plan, release, use, return. */
  act(workOrder: string, verb: string, body: object, client = this.manager) {
    return client.post(`/v1/work-orders/${workOrder}/parts/${verb}`).send(body);
  }

  async partsOf(workOrder: string): Promise<WorkOrderPart[]> {
    return (await this.manager.get(`/v1/work-orders/${workOrder}/parts`).expect(200)).body.parts;
  }

  async supplier(name = `Supplier ${randomUUID()}`, given: object = {}): Promise<string> {
    return (
      await this.manager
        .post('/v1/suppliers')
        .send({ name, ...given })
        .expect(201)
    ).body.id;
  }

  /** Says that the supplier sells the part. */
  async supply(partId: string, supplierId: string, given: object = {}): Promise<{ id: string; isPreferred: boolean }> {
    const body = { partId, supplierId, ...given };
    return (await this.manager.post('/v1/part-suppliers').send(body).expect(201)).body;
  }

  post(part: string, booking: Booking, body: object, client = this.manager) {
    return client.post(`/v1/parts/${part}/${booking}`).send(body);
  }

  async book(part: string, booking: Booking, body: object): Promise<Movement> {
    return (await this.post(part, booking, body).expect(201)).body as Movement;
  }

  /** @param price in dollars, as text */
  receive(part: string, quantity: number, price?: string, more: object = {}): Promise<Movement> {
    const unitPrice = price === undefined ? {} : { unitPrice: { amount: price, currency: 'USD' } };
    return this.book(part, 'receive', { quantity, ...unitPrice, ...more });
  }

  async stock(part: string, query: Record<string, string> = {}) {
    return (await this.manager.get(`/v1/parts/${part}/stock`).query(query).expect(200)).body;
  }

  async read(part: string) {
    return (await this.manager.get(`/v1/parts/${part}`).expect(200)).body;
  }

  query<Row = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.testApp.database.query(text.replaceAll('tenant.', `${this.tenant.ref.schema}.`), values) as never;
  }

  /** What the ledger, the locations and the part say, each added up by the database. */
  async sums(part: string): Promise<Record<'ledger' | 'locations' | 'part', Sums>> {
    const [row] = await this.query<Record<'ledger' | 'locations' | 'part', Sums>>(
      `select
        (select json_build_object('quantity', coalesce(sum(quantity), 0), 'value', coalesce(sum(total_cost), 0.00)::numeric(12, 2)::text)
          from tenant.inventory_transactions where part_id = $1) as ledger,
        (select json_build_object('quantity', coalesce(sum(quantity), 0), 'value', coalesce(sum(value), 0.00)::numeric(12, 2)::text)
          from tenant.inventory_stock where part_id = $1) as locations,
        (select json_build_object('quantity', quantity_in_stock, 'value', stock_value::text)
          from tenant.inventory_parts where id = $1) as part`,
      [part],
    );
    return row!;
  }
}
