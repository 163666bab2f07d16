import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { aUser } from '../../builders/identity/user.builder.js';

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
});

const create = async (overrides = {}) => (await admin.post('/v1/users').send(aUser(overrides)).expect(201)).body;

describe('users', () => {
  it('are added with a role and can sign in', async () => {
    const body = aUser({ email: 'New.Person@Example.com' });
    const { body: user, headers } = await admin
      .post('/v1/users')
      .send({ ...body, employeeId: 'T-1', phone: '+34 1' })
      .expect(201);
    expect(headers).toMatchObject({ location: `/v1/users/${user.id}`, etag: expect.stringMatching(/^"1-/) });
    expect(user).toEqual({
      id: expect.any(String),
      email: 'new.person@example.com',
      firstName: body.firstName,
      lastName: body.lastName,
      phone: '+34 1',
      avatarUrl: null,
      locale: null,
      timezone: null,
      role: 'technician',
      employeeId: 'T-1',
      isActive: true,
      isVerified: false,
      emailVerifiedAt: null,
      twoFactorEnabled: false,
      lastLoginAt: null,
      passwordChangedAt: null,
      version: 1,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    await acme.tokens({ email: user.email, password: body.password });
    const { body: read } = await admin.get(`/v1/users/${user.id}`).expect(200);
    expect(read).toEqual({ ...user, lastLoginAt: expect.any(String), updatedAt: expect.any(String) });
    expect(read.updatedAt > user.updatedAt).toBe(true);
  });

  it('share neither e-mail address nor employee number', async () => {
    const { id } = await create({ email: 'taken@example.com', employeeId: 'E-1' });
    const sameEmail = await admin
      .post('/v1/users')
      .send(aUser({ email: 'TAKEN@example.com' }))
      .expect(409);
    expect(sameEmail.body).toMatchObject({ code: 'user.email_taken', existingId: id, errors: [{ pointer: '/email' }] });
    const sameNumber = await admin
      .post('/v1/users')
      .send({ ...aUser(), employeeId: 'E-1' })
      .expect(409);
    expect(sameNumber.body).toMatchObject({ code: 'user.employee_id_taken', existingId: id });
  });

  it.each([
    ['short', 'field.too_short'],
    ['Password123!', 'password.too_common'],
    ['person.of.interest', 'password.too_personal'],
  ])('are not added with the password %p', async (password, code) => {
    const body = aUser({ email: 'person.of.interest@example.com', password });
    const refused = await admin.post('/v1/users').send(body).expect(422);
    expect(refused.body.errors).toMatchObject([{ pointer: '/password', code }]);
  });

  it('take nothing that the server decides', async () => {
    const forbidden = { id: crypto.randomUUID(), isActive: false, version: 7, passwordHash: 'x', authVersion: 9 };
    const { body } = await admin
      .post('/v1/users')
      .send({ ...aUser(), ...forbidden })
      .expect(400);
    expect(body.errors).toHaveLength(5);
    const { id } = await create();
    await admin.patch(`/v1/users/${id}`).set('If-Match', '"1"').send({ isActive: false }).expect(400);
    expect((await admin.get(`/v1/users/${id}`)).body).toMatchObject({ isActive: true, version: 1 });
  });

  it('have pictures of this service alone, also those who had another before', async () => {
    for (const avatarUrl of [
      'https://img.example.com/7.jpg',
      '//img.example.com/7',
      '/\\\\img.example.com',
      'javascript:1',
      'data:,x',
      '/v1/files/\u0007',
      '/v1/files/\u0085',
    ])
      await admin
        .post('/v1/users')
        .send({ ...aUser(), avatarUrl })
        .expect(422);
    const { id } = (
      await admin
        .post('/v1/users')
        .send({ ...aUser(), avatarUrl: '/v1/files/7' })
        .expect(201)
    ).body;
    expect((await admin.get(`/v1/users/${id}`)).body.avatarUrl).toBe('/v1/files/7');
    await testApp.database.query(
      `update ${acme.ref.schema}.users set avatar_url = 'https://evil.example.com/1' where id = '${id}'`,
    );
    expect((await admin.get(`/v1/users/${id}`)).body.avatarUrl).toBeNull();
  });

  it('are changed by merge-patch against the version that was seen', async () => {
    const { id } = await create();
    const patch = (version: string | undefined, body: object) => {
      const request = admin.patch(`/v1/users/${id}`);
      return (version ? request.set('If-Match', version) : request).send(body);
    };
    await patch(undefined, { firstName: 'Ada' }).expect(428);
    const { body, headers } = await patch('"1"', { firstName: 'Ada', lastName: null }).expect(200);
    expect(body).toMatchObject({ firstName: 'Ada', lastName: null, role: 'technician', version: 2 });
    expect(headers['etag']).toMatch(/^"2-/);
    await patch('"1"', { firstName: 'Eve' }).expect(412);
    await admin.get(`/v1/users/${id}`).set('If-None-Match', headers['etag']!).expect(304);
  });

  it('are listed by role, state and name, page by page', async () => {
    const tenant = await provisionTestTenant(testApp);
    const client = await tenant.as('admin');
    for (const [lastName, role] of [
      ['Álvarez', 'technician'],
      ['Brown', 'technician'],
      ['Costa', 'customer'],
    ] as const) {
      await client.post('/v1/users').send(aUser({ lastName, role })).expect(201);
    }
    const list = async (query: string) => (await client.get(`/v1/users?${query}`).expect(200)).body;
    const names = (page: { data: { lastName: string }[] }) => page.data.map(({ lastName }) => lastName);
    expect(names(await list('role=technician,customer&sort=lastName'))).toEqual(['Álvarez', 'Brown', 'Costa']);
    expect(names(await list('q=brown'))).toEqual(['Brown']);
    expect(await list('active=false')).toEqual({ data: [], nextCursor: null });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { data: { id: string }[]; nextCursor: string | null; total: number } = await list(
        `limit=2&sort=-createdAt&include=total${cursor && `&cursor=${cursor}`}`,
      );
      expect(page.total).toBe(4);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(4);
    for (const query of ['sort=passwordHash', 'role=king', 'unknown=1', 'limit=0'])
      await client.get(`/v1/users?${query}`).expect(400);
  });

  it('are the same 404 whether they never were, are malformed or belong to another tenant', async () => {
    const other = await provisionTestTenant(testApp);
    const foreign = await other.addUser('manager');
    const answers = await Promise.all(
      [foreign.id, crypto.randomUUID(), 'no-uuid'].map((id) => admin.get(`/v1/users/${id}`).expect(404)),
    );
    const bodies = answers.map(({ body }) => ({ ...body, instance: '', requestId: '' }));
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
    await admin.patch(`/v1/users/${foreign.id}`).set('If-Match', '"1"').send({ firstName: 'X' }).expect(404);
    await admin.post(`/v1/users/${foreign.id}/deactivate`).set('If-Match', '"1"').expect(404);
  });

  it('leave one audit row for each change, without secrets', async () => {
    const { id } = await create();
    await admin.patch(`/v1/users/${id}`).set('If-Match', '"1"').send({ phone: '123' }).expect(200);
    await admin.post(`/v1/users/${id}/deactivate`).set('If-Match', '"2"').expect(200);
    await admin
      .put(`/v1/users/${id}/permissions`)
      .set('If-Match', '"3"')
      .send({ granted: ['teams:create'] })
      .expect(200);
    const { body } = await admin.get(`/v1/audit-logs?resourceId=${id}&sort=createdAt`).expect(200);
    expect(body.data.map(({ action }: { action: string }) => action)).toEqual(['create', 'update', 'update', 'grant']);
    expect(body.data[3]).toMatchObject({ changes: { before: { granted: [] }, after: { granted: ['teams:create'] } } });
    expect(JSON.stringify(body)).not.toContain('argon2');
    const one = await admin.get(`/v1/audit-logs/${body.data[0].id}`).expect(200);
    expect(one.body).toEqual(body.data[0]);
  });
});

describe('rights', () => {
  // what each role may do with users; ids and versions are such that permission alone decides
  const absent = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111';
  const operations = {
    list: (client: HttpClient) => client.get('/v1/users'),
    read: (client: HttpClient) => client.get(`/v1/users/${absent}`),
    rights: (client: HttpClient) => client.get(`/v1/users/${absent}/permissions`),
    create: (client: HttpClient) => client.post('/v1/users').send({}),
    update: (client: HttpClient) => client.patch(`/v1/users/${absent}`).set('If-Match', '"1"').send({}),
    activate: (client: HttpClient) => client.post(`/v1/users/${absent}/activate`).set('If-Match', '"1"'),
    deactivate: (client: HttpClient) => client.post(`/v1/users/${absent}/deactivate`).set('If-Match', '"1"'),
    grant: (client: HttpClient) =>
      client.put(`/v1/users/${absent}/permissions`).set('If-Match', '"1"').send({ granted: [] }),
    audit: (client: HttpClient) => client.get('/v1/audit-logs'),
    me: (client: HttpClient) => client.get('/v1/me'),
    permissions: (client: HttpClient) => client.get('/v1/permissions'),
  };
  const reading = ['list', 'read', 'rights', 'me', 'permissions'];
  const allowed: Record<string, string[]> = {
    admin: Object.keys(operations),
    manager: reading,
    employee: reading,
    technician: ['me', 'permissions'],
    customer: ['me', 'permissions'],
  };

  it.each(Object.keys(allowed))('of %s are those of the matrix', async (role) => {
    const client = await acme.as(role);
    const open: string[] = [];
    for (const [name, call] of Object.entries(operations)) {
      const { status } = await call(client);
      expect([200, 404, 422, 403]).toContain(status);
      if (status !== 403) open.push(name);
    }
    expect(open.sort()).toEqual([...allowed[role]!].sort());
    for (const call of Object.values(operations)) expect((await call(testApp.anonymous)).status).toBe(401);
  });

  it('cannot be given or touched beyond one’s own', async () => {
    const manager = await acme.addUser('manager');
    const granted = ['users:create', 'users:update', 'users:deactivate', 'users:grant'];
    await admin.put(`/v1/users/${manager.id}/permissions`).set('If-Match', '"1"').send({ granted }).expect(200);
    const client = await acme.signIn(manager);
    await client
      .post('/v1/users')
      .send(aUser({ role: 'technician' }))
      .expect(201);
    const refused = await client
      .post('/v1/users')
      .send(aUser({ role: 'admin' }))
      .expect(403);
    expect(refused.body).toMatchObject({
      code: 'user.beyond_own_rights',
      missing: expect.arrayContaining(['audit_logs:read']),
    });
    const { data } = (await admin.get('/v1/users?role=admin')).body;
    const target = (path = '') => `/v1/users/${data[0].id}${path}`;
    await client.patch(target()).set('If-Match', '"1"').send({ email: 'mine@example.com' }).expect(403);
    await client.post(target('/deactivate')).set('If-Match', '"1"').expect(403);
    await client.patch(`/v1/users/${manager.id}`).set('If-Match', '"2"').send({ role: 'admin' }).expect(403);
    const more = { granted: [...granted, 'audit_logs:read'] };
    await client.put(`/v1/users/${manager.id}/permissions`).set('If-Match', '"2"').send(more).expect(403);
  });

  it('are those of the catalogue', async () => {
    const { data } = (await admin.get('/v1/permissions').expect(200)).body;
    expect(data).toContainEqual({ name: 'users:create', description: expect.any(String), roles: ['admin'] });
    const { body } = await admin
      .put(`/v1/users/${(await create()).id}/permissions`)
      .set('If-Match', '"1"')
      .send({ granted: ['x:y'] });
    expect(body).toMatchObject({ status: 422, errors: [{ pointer: '/granted/0' }] });
  });
});
