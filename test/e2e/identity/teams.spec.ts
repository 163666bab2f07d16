import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';

let testApp: TestApp;
let acme: TestTenant;
let manager: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  manager = await acme.as('manager');
});

const create = async (body: object) => (await manager.post('/v1/teams').send(body).expect(201)).body;

describe('teams', () => {
  it('are added, changed, closed and found', async () => {
    const lead = await acme.addUser('technician');
    const team = await create({ name: 'Night 100%_shift', description: 'Trapped passengers', teamLeadId: lead.id });
    expect(team).toEqual({
      id: expect.any(String),
      name: 'Night 100%_shift',
      description: 'Trapped passengers',
      teamLeadId: lead.id,
      isActive: true,
      memberCount: 0,
      version: 1,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    const patch = { description: null, isActive: false };
    const { body } = await manager.patch(`/v1/teams/${team.id}`).set('If-Match', '"1"').send(patch).expect(200);
    expect(body).toMatchObject({ ...patch, version: 2 });
    const found = async (query: string) => (await manager.get(`/v1/teams?${query}`).expect(200)).body.data;
    expect(await found('q=100%25_S')).toMatchObject([{ id: team.id }]);
    expect(await found('q=100x')).toEqual([]);
    expect(await found('active=true')).toEqual([]);
  });

  it('have members, each once', async () => {
    const { id } = await create({ name: 'Day shift' });
    const users = [await acme.addUser('technician'), await acme.addUser('technician')];
    for (const { id: userId } of users) await manager.post(`/v1/teams/${id}/members`).send({ userId }).expect(200);
    const again = await manager.post(`/v1/teams/${id}/members`).send({ userId: users[0]!.id }).expect(409);
    expect(again.body.code).toBe('team.already_member');
    const unknown = await manager.post(`/v1/teams/${id}/members`).send({ userId: crypto.randomUUID() }).expect(422);
    expect(unknown.body).toMatchObject({ code: 'user.unknown', errors: [{ pointer: '/userId' }] });
    const { body } = await manager.get(`/v1/teams/${id}/members?limit=1`).expect(200);
    expect(body).toMatchObject({ data: [{ role: 'technician' }], nextCursor: expect.any(String) });
    await manager.delete(`/v1/teams/${id}/members/${users[0]!.id}`).expect(204);
    await manager.delete(`/v1/teams/${id}/members/${users[0]!.id}`).expect(404);
    expect((await manager.get(`/v1/teams/${id}`).expect(200)).body.memberCount).toBe(1);
    const admin = await acme.as('admin');
    const log = await admin.get(`/v1/audit-logs?resourceId=${id}&sort=createdAt`).expect(200);
    const actions = log.body.data.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(['create', 'add_member', 'add_member', 'remove_member']);
  });

  it('name an existing lead', async () => {
    const body = { name: 'Ghost shift', teamLeadId: crypto.randomUUID() };
    const refused = await manager.post('/v1/teams').send(body).expect(422);
    expect(refused.body).toMatchObject({ code: 'user.unknown', errors: [{ pointer: '/teamLeadId' }] });
  });

  it('take in nobody who is inactive, as member or lead; who is deactivated later stays', async () => {
    const { id, version } = await create({ name: 'Late shift' });
    const user = await acme.addUser('technician');
    const admin = await acme.as('admin');
    const { body: gone } = await admin.post(`/v1/users/${user.id}/deactivate`).set('If-Match', '"1"').expect(200);
    const inactive = (pointer: string) => ({ code: 'user.inactive', errors: [{ pointer, code: 'user.inactive' }] });
    const joined = () => manager.post(`/v1/teams/${id}/members`).send({ userId: user.id });
    expect((await joined().expect(422)).body).toMatchObject(inactive('/userId'));
    const lead = { teamLeadId: user.id };
    const changed = manager.patch(`/v1/teams/${id}`).set('If-Match', `"${version}"`).send(lead);
    expect((await changed.expect(422)).body).toMatchObject(inactive('/teamLeadId'));
    const { body: refused } = await manager
      .post('/v1/teams')
      .send({ name: 'Ghosts', ...lead })
      .expect(422);
    expect(refused).toMatchObject(inactive('/teamLeadId'));

    const back = await admin.post(`/v1/users/${user.id}/activate`).set('If-Match', `"${gone.version}"`).expect(200);
    await joined().expect(200);
    await admin.post(`/v1/users/${user.id}/deactivate`).set('If-Match', `"${back.body.version}"`).expect(200);
    const { body } = await manager.get(`/v1/teams/${id}/members`).expect(200);
    expect(body.data).toMatchObject([{ userId: user.id, isActive: false }]);
    const working = await manager.get(`/v1/teams/${id}/members?active=true`).expect(200);
    expect(working.body.data).toEqual([]);
  });

  it('are read by technicians, who change nothing, and hidden from customers', async () => {
    const technician = await acme.as('technician');
    await technician.get('/v1/teams').expect(200);
    await technician.post('/v1/teams').send({ name: 'Mine' }).expect(403);
    await (await acme.as('customer')).get('/v1/teams').expect(403);
  });
});
