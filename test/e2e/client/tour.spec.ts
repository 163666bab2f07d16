import { FieldPilotClient, ifMatch, ProblemError } from '#libs/client';
import { createTestApp, provisionTestTenant, type TestApp, type TestTenant, type TestUser } from '#libs/testing';

let testApp: TestApp;
let acme: TestTenant;
let technician: TestUser;
let client: FieldPilotClient;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  technician = await acme.addUser('technician');
  client = await signedIn(acme.admin);
});

async function signedIn({ email, password }: { email: string; password: string }): Promise<FieldPilotClient> {
  const fresh = new FieldPilotClient({ baseUrl: testApp.baseUrl });
  await fresh.signIn({ tenant: acme.slug, email, password });
  return fresh;
}

async function aMachine(name: string) {
  const { data: facility } = await client.POST('/v1/facilities', { body: { name, timezone: 'Europe/Berlin' } });
  const body = { facilityId: facility.id, equipmentNumber: name, name };
  return (await client.POST('/v1/equipment', { body })).data;
}

it('takes work from its report to its completion', async () => {
  const machine = await aMachine('Lift 1');
  const body = { title: 'Oil the door', equipmentId: machine.id, priority: 'high' } as const;
  const { data: created, response } = await client.POST('/v1/work-orders', { body });
  expect(response.headers.get('location')).toBe(`/v1/work-orders/${created.id}`);
  const path = { id: created.id };
  const { data: assigned } = await client.POST('/v1/work-orders/{id}/assign', {
    params: { path, header: ifMatch(created) },
    body: { assigneeId: technician.id },
  });

  const technicianClient = await signedIn(technician);
  const { data: started } = await technicianClient.POST('/v1/work-orders/{id}/start', {
    params: { path, header: ifMatch(assigned) },
  });
  const { data: completed } = await technicianClient.POST('/v1/work-orders/{id}/complete', {
    params: { path, header: ifMatch(started) },
    body: { workPerformed: 'Oiled both hinges.' },
  });
  expect(completed).toMatchObject({ status: 'completed', workPerformed: 'Oiled both hinges.' });
  const { data: read } = await client.GET('/v1/work-orders/{id}', {
    params: { path, query: { expand: ['equipment'] } },
  });
  expect(read.equipment).toMatchObject({ id: machine.id });
});

it('walks a list of several pages without losing or doubling anything', async () => {
  const { id: equipmentId } = await aMachine('Lift 2');
  const created = new Set<string>();
  for (const n of [1, 2, 3, 4, 5])
    created.add((await client.POST('/v1/work-orders', { body: { title: `Task ${n}`, equipmentId } })).data.id);
  const listed: string[] = [];
  const query = { equipmentId, status: ['new'] satisfies ['new'], limit: 2 };
  for await (const { id } of client.pages('/v1/work-orders', { params: { query } })) listed.push(id);
  expect(listed.sort()).toEqual([...created].sort());
});

it('says which fields are wrong, and that somebody else was first', async () => {
  const wrong = client.POST('/v1/facilities', { body: { name: '', timezone: 'Mars/Olympus' } });
  const refusal = await wrong.catch((error: unknown) => error as ProblemError);
  expect(refusal).toBeInstanceOf(ProblemError);
  expect((refusal as ProblemError).errors.map(({ pointer }) => pointer).sort()).toEqual(['/name', '/timezone']);

  const { data: facility } = await client.POST('/v1/facilities', { body: { name: 'Depot', timezone: 'UTC' } });
  const change = (city: string) =>
    client.PATCH('/v1/facilities/{id}', {
      params: { path: { id: facility.id }, header: ifMatch(facility) },
      body: { city },
    });
  expect((await change('Kiel')).data).toMatchObject({ city: 'Kiel', version: 2 });
  await expect(change('Bremen')).rejects.toMatchObject({ status: 412, code: 'resource.stale' });
});

it('goes on with kept tokens, refreshes them when they expire, and ends', async () => {
  const kept = { ...(await signedIn(acme.admin)).tokens!, expiresAt: 0 };
  const later = new FieldPilotClient({ baseUrl: testApp.baseUrl, tokens: kept });
  const [{ data: me }] = await Promise.all([later.GET('/v1/me'), later.GET('/v1/teams'), later.GET('/v1/permissions')]);
  expect(me.email).toBe(acme.admin.email);
  expect(later.tokens!.refreshToken).not.toBe(kept.refreshToken);
  await later.signOut();
  await expect(later.GET('/v1/me')).rejects.toMatchObject({ status: 401 });
});
