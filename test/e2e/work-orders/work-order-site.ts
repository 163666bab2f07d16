import { IdentityFacade } from '#contexts/identity';
import {
  createTestApp,
  provisionTestTenant,
  type HttpClient,
  type TestApp,
  type TestTenant,
  type TestUser,
} from '#libs/testing';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { aWorkOrder } from '../../builders/work-orders/work-order.builder.js';

interface Person extends TestUser {
  readonly client: HttpClient;
}

/** A tenant with a facility, a machine and a technician, and short calls for what is done with work orders. */
export class WorkOrderSite {
  private constructor(
    readonly testApp: TestApp,
    readonly tenant: TestTenant,
    readonly manager: HttpClient,
    readonly technician: Person,
    readonly facilityId: string,
    readonly equipmentId: string,
  ) {}

  static async open(app?: TestApp): Promise<WorkOrderSite> {
    const testApp = app ?? (await createTestApp());
    const tenant = await provisionTestTenant(testApp);
    const manager = await tenant.as('manager');
    const technician = await person(tenant, 'technician');
    const { body: facility } = await manager.post('/v1/facilities').send(aFacility()).expect(201);
    const machine = { facilityId: facility.id, ...aMachine({ name: 'Lift 2' }) };
    const { body: equipment } = await manager.post('/v1/equipment').send(machine).expect(201);
    return new WorkOrderSite(testApp, tenant, manager, technician, facility.id, equipment.id);
  }

  close(): Promise<void> {
    return this.testApp.close();
  }

  person(role: string): Promise<Person> {
    return person(this.tenant, role);
  }

  /** Its id. */
  async team(...memberIds: string[]): Promise<string> {
    const { id } = (await this.manager.post('/v1/teams').send({ name: 'Lifts' }).expect(201)).body;
    for (const userId of memberIds) await this.manager.post(`/v1/teams/${id}/members`).send({ userId });
    return id;
  }

  async linkToFacility(userId: string, facilityId = this.facilityId): Promise<void> {
    await this.tenant.run(() => this.testApp.get(IdentityFacade).linkToFacility(userId, facilityId));
  }

  async facility(): Promise<string> {
    return (await this.manager.post('/v1/facilities').send(aFacility()).expect(201)).body.id;
  }

  /** As if the work order had been made from a request of the user. */
  async madeFromRequest(workOrderId: string, userId: string): Promise<void> {
    const { schema } = this.tenant.ref;
    await this.testApp.database.query(
      `with request as (insert into ${schema}.service_requests (request_number, title, description, requested_by)
         values ($1, 'Lift 2 rattles', 'Since Monday', $2) returning id)
       update ${schema}.tasks set service_request_id = (select id from request) where id = $3`,
      [`SR-${workOrderId}`, userId, workOrderId],
    );
  }

  post(body: object, client = this.manager) {
    return client.post('/v1/work-orders').send({ ...aWorkOrder(), equipmentId: this.equipmentId, ...body });
  }

  async created(body: object = {}) {
    return (await this.post(body).expect(201)).body;
  }

  act(id: string, verb: string, version: number, body: object = {}, client = this.manager) {
    return client.post(`/v1/work-orders/${id}/${verb}`).set('If-Match', `"${version}"`).send(body);
  }

  /** Commands one after the other; the answer to the last. */
  async through(id: string, ...commands: readonly (readonly [verb: string, body?: object])[]) {
    let answer = (await this.manager.get(`/v1/work-orders/${id}`).expect(200)).body;
    for (const [verb, body] of commands) answer = (await this.act(id, verb, answer.version, body).expect(200)).body;
    return answer;
  }

  async titles(query: string, client = this.manager): Promise<string[]> {
    const { body } = await client.get(`/v1/work-orders?${query}`).expect(200);
    return body.data.map(({ title }: { title: string }) => title);
  }

  async history(id: string, client = this.manager) {
    return (await client.get(`/v1/work-orders/${id}/history`).expect(200)).body.data;
  }

  query<Row extends Record<string, unknown>>(table: string, where: string, ...values: unknown[]): Promise<Row[]> {
    return this.testApp.database.query<Row>(`select * from ${this.tenant.ref.schema}.${table} where ${where}`, values);
  }
}

async function person(tenant: TestTenant, role: string): Promise<Person> {
  const user = await tenant.addUser(role);
  return { ...user, client: await tenant.signIn(user) };
}
