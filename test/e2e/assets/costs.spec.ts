import { IdentityFacade } from '#contexts/identity';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { aFacility } from '../../builders/assets/facility.builder.js';

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;
let machine: { id: string };
let facilityId: string;

const money = { amount: '48500.00', currency: 'EUR' };
const costs = { purchaseCost: money, annualMaintenanceCost: money };
const none = { purchaseCost: null, annualMaintenanceCost: null };

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
  facilityId = (await admin.post('/v1/facilities').send(aFacility()).expect(201)).body.id;
  const body = { facilityId, ...aMachine(), ...costs };
  machine = (await admin.post('/v1/equipment').send(body).expect(201)).body;
});

/** A user of the role who sees the facility and also has these permissions. */
async function someone(role: 'technician' | 'customer' | 'employee', granted: string[] = []): Promise<HttpClient> {
  const user = await acme.addUser(role);
  await acme.run(() => testApp.get(IdentityFacade).linkToFacility(user.id, facilityId));
  if (granted.length > 0) {
    const { body } = await admin.get(`/v1/users/${user.id}/permissions`).expect(200);
    await admin
      .put(`/v1/users/${user.id}/permissions`)
      .set('If-Match', `"${body.version}"`)
      .send({ granted })
      .expect(200);
  }
  return acme.signIn(user);
}

describe('what a machine costs', () => {
  const path = () => `/v1/equipment/${machine.id}`;
  const shown = async (client: HttpClient) => [
    (await client.get(path()).expect(200)).body,
    (await client.get(`${path()}?expand=facility,building`).expect(200)).body,
    (await client.get('/v1/equipment').expect(200)).body.data[0],
  ];

  it.each(['technician', 'customer'] as const)('is null for a %s, wherever it stands', async (role) => {
    for (const body of await shown(await someone(role))) expect(body).toMatchObject({ id: machine.id, ...none });
  });

  it('is visible to office roles, and to users with the permission', async () => {
    for (const client of [admin, await acme.as('manager'), await someone('employee')])
      for (const body of await shown(client)) expect(body).toMatchObject(costs);
    expect((await (await someone('customer', ['costs:read'])).get(path()).expect(200)).body).toMatchObject(costs);
  });

  it('is neither sorted nor filtered by', async () => {
    const customer = await someone('customer');
    for (const query of ['sort=purchaseCost', 'sort=-annualMaintenanceCost', 'purchaseCost=1', 'purchaseCostMin=1'])
      await customer.get(`/v1/equipment?${query}`).expect(400);
  });

  it('cannot be written by those who may not see it, by any route', async () => {
    const planner = await someone('technician', ['equipment:update', 'equipment:create']);
    const { headers, body } = await planner.get(path()).expect(200);
    const patch = (change: object) => planner.patch(path()).set('If-Match', headers['etag']!).send(change);
    for (const change of [{ purchaseCost: body.purchaseCost }, { annualMaintenanceCost: money }])
      await patch(change).expect(403);
    const another = { facilityId, ...aMachine(), purchaseCost: money };
    await planner.post('/v1/equipment').send(another).expect(403);
    const { body: bulk } = await planner
      .post('/v1/equipment/bulk')
      .send({ items: [another] })
      .expect(207);
    expect(bulk.items).toMatchObject([{ status: 403 }]);
    expect((await patch({ floor: '3' }).expect(200)).body).toMatchObject({ floor: '3', ...none });
    expect((await admin.get(path()).expect(200)).body).toMatchObject(costs);
  });

  it('is not read off the audit log', async () => {
    const entries = async (client: HttpClient) =>
      (await client.get(`/v1/audit-logs?resourceId=${machine.id}&action=create`).expect(200)).body.data;
    const [seen] = await entries(admin);
    expect(seen.changes.after).toMatchObject({ purchaseCost: '48500.00' });
    const reader = await someone('technician', ['audit_logs:read']);
    const [hidden] = await entries(reader);
    const { body: alone } = await reader.get(`/v1/audit-logs/${hidden.id}`).expect(200);
    for (const entry of [hidden, alone]) expect(entry.changes.after).toMatchObject(none);
  });
});

it('every amount of an answer is documented to be null without the permission', async () => {
  const { body } = await testApp.anonymous.get('/openapi.json').expect(200);
  const schemas = Object.entries(body.components.schemas as Record<string, { properties?: Record<string, unknown> }>);
  const amounts = schemas
    .filter(([, { properties = {} }]) => 'id' in properties)
    // what the account pays for FieldPilot
    .filter(([schema]) => !['OfferedPlan', 'Invoice'].includes(schema))
    .flatMap(([schema, { properties = {} }]) =>
      Object.entries(properties).map(([name, property]) => ({
        name: `${schema}.${name}`,
        text: JSON.stringify(property),
      })),
    )
    .filter(({ text }) => text.includes('#/components/schemas/Money'));
  expect(amounts.length).toBeGreaterThan(1);
  expect(amounts.filter(({ text }) => !text.includes('costs:read'))).toEqual([]);
});
