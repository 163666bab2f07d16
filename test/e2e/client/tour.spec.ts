import { BulkError, FieldPilotClient, ifMatch, ProblemError } from '#libs/client';
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
  for await (const { id } of client.rows('/v1/work-orders', { params: { query } })) listed.push(id);
  expect(listed.sort()).toEqual([...created].sort());
});

it('is on the way through a list while rows are added and changed, and gets each of the first ones once', async () => {
  const { id: equipmentId } = await aMachine('Lift 3');
  const create = async (title: string) =>
    (await client.POST('/v1/work-orders', { body: { title, equipmentId } })).data.id;
  const first = [await create('Task 1'), await create('Task 2'), await create('Task 3'), await create('Task 4')];
  const listed: string[] = [];
  for await (const { id } of client.rows('/v1/work-orders', { params: { query: { equipmentId, limit: 1 } } })) {
    listed.push(id);
    if (listed.length > 20) break;
    await client.update('/v1/work-orders/{id}', { path: { id }, change: () => ({ title: `Seen ${listed.length}` }) });
    if (listed.length < 4) await create(`Added ${listed.length}`);
  }
  expect(listed.filter((id) => first.includes(id)).sort()).toEqual([...first].sort());
  expect(new Set(listed).size).toBe(listed.length);
});

it('retries concurrent changes, so that neither is lost', async () => {
  const { data: team } = await client.POST('/v1/teams', { body: { name: 'Night' } });
  const colleague = await signedIn(acme.admin);
  const add = (who: FieldPilotClient, text: string) =>
    who.update('/v1/teams/{id}', {
      path: { id: team.id },
      change: async ({ name }) => ({ name: `${name} ${text}` }),
      attempts: 5,
    });
  await Promise.all([add(client, 'one'), add(colleague, 'two'), add(client, 'three')]);
  const { data } = await client.GET('/v1/teams/{id}', { params: { path: { id: team.id } } });
  expect(data.name.split(' ').sort()).toEqual(['Night', 'one', 'three', 'two']);
});

it('creates many at once and returns the result of each, or throws it', async () => {
  const items = ['Depot 1', '', 'Depot 2'].map((name) => ({ name, timezone: 'UTC' }));
  const { succeeded, failed } = await client.bulk('/v1/facilities/bulk', { items });
  expect(succeeded.map(({ item, id }) => [item.name, id])).toEqual([
    ['Depot 1', expect.any(String)],
    ['Depot 2', expect.any(String)],
  ]);
  expect(failed).toEqual([
    { index: 1, item: items[1], problem: expect.objectContaining({ status: 422, code: 'request.invalid' }) },
  ]);
  const together = client.bulk('/v1/facilities/bulk', { items, atomic: true, throwOnFailure: true });
  const error = await together.catch((thrown: unknown) => thrown as BulkError);
  expect(error).toBeInstanceOf(BulkError);
  expect((error as BulkError).outcome).toMatchObject({
    succeeded: [],
    failed: [
      { problem: { code: 'bulk.undone' } },
      { problem: { code: 'request.invalid' } },
      { problem: { code: 'bulk.undone' } },
    ],
  });
});

it('is a known device that strangers cannot lock out', async () => {
  const user = await acme.addUser('manager');
  const known = await signedIn(user);
  await known.signOut();
  const wrong = { tenant: acme.slug, email: user.email, password: 'not the password' };
  const stranger = () => new FieldPilotClient({ baseUrl: testApp.baseUrl, retries: { attempts: 1 } });
  for (let i = 0; i < 10; i += 1) await expect(stranger().signIn(wrong)).rejects.toMatchObject({ status: 401 });
  const right = { ...wrong, password: user.password };
  await expect(stranger().signIn(right)).rejects.toMatchObject({ status: 429 });
  await known.signIn(right);
  const later = new FieldPilotClient({ baseUrl: testApp.baseUrl, deviceToken: known.deviceToken! });
  await later.signIn(right);
  expect((await later.GET('/v1/me')).data.email).toBe(user.email);
});

it('reports which fields are wrong, and that somebody else was faster', async () => {
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
