import { SchedulerRegistry } from '@nestjs/schedule';
import { JobRunner } from '#libs/jobs';
import { createTestApp, waitUntil, type TestApp } from '#libs/testing';
import { KeepSpareSchemasJob } from '../../../src/contexts/tenancy/spares/jobs/keep-spare-schemas.job.js';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { aSignUp } from '../../builders/identity/sign-up.builder.js';
import { orphansIn, sparesIn } from '../../integration/tenancy/spares-of.js';

let testApp: TestApp;

beforeAll(async () => {
  testApp = await createTestApp();
});

const post = (body: object) => testApp.anonymous.post('/v1/signup').send(body);
const query = (text: string, values: unknown[] = []) => testApp.database.query(text, values);

async function signedUp(body: object) {
  const answer = await post(body).expect(201);
  const client = testApp.withToken(answer.body.accessToken as string);
  return { answer, client, tenant: (await client.get('/v1/tenant').expect(200)).body };
}

describe('signing up', () => {
  it('opens an account on trial for 14 days, and answers as a sign-in does', async () => {
    const company = { companySize: '11-50', industry: 'Elevators', timezone: 'europe/zurich', currency: 'CHF' };
    const wanted = aSignUp({ ...company, firstName: 'Nora', lastName: 'Keller' });
    const { answer, client, tenant } = await signedUp(wanted);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', location: '/v1/tenant' });
    const { email, password, slug } = wanted;
    const login = await testApp.anonymous.post('/v1/auth/login').send({ tenant: slug, email, password }).expect(200);
    expect(Object.keys(answer.body).sort()).toEqual(Object.keys(login.body).sort());
    expect(answer.body.expiresIn).toBe(login.body.expiresIn);
    expect(tenant).toMatchObject({ slug, name: 'Brightwater Lifts', companySize: '11-50', industry: 'Elevators' });
    expect(tenant.settings).toMatchObject({ timezone: 'Europe/Zurich', currency: 'CHF' });
    const [row] = await query(
      `select status, round(extract(epoch from trial_ends_at - now()) / 86400)::int as days from tenants where slug = $1`,
      [slug],
    );
    expect(row).toEqual({ status: 'trialing', days: 14 });
    expect((await client.get('/v1/me').expect(200)).body).toMatchObject({ email, role: 'admin', firstName: 'Nora' });
  });

  it('gives tokens that live on: they refresh, the device is known, the session is listed', async () => {
    const wanted = aSignUp();
    const { answer, client } = await signedUp(wanted);
    const { refreshToken, deviceToken } = answer.body;
    const { body: sessions } = await client.get('/v1/me/sessions').expect(200);
    expect(sessions.data).toHaveLength(1);
    const { body: next } = await testApp.anonymous.post('/v1/auth/refresh').send({ refreshToken }).expect(200);
    await testApp.withToken(next.accessToken).get('/v1/facilities').expect(200);
    const login = { tenant: wanted.slug, email: wanted.email, password: wanted.password, deviceToken };
    await testApp.anonymous.post('/v1/auth/login').send(login).expect(200);
  });

  it('leaves the address unverified, and stands in both audit logs', async () => {
    const wanted = aSignUp();
    const { client, tenant } = await signedUp(wanted);
    const [{ schema_name: schema } = { schema_name: '' }] = await query(
      'select schema_name from tenants where id = $1',
      [tenant.id],
    );
    expect(await query(`select is_verified, email_verified_at from ${String(schema)}.users`)).toEqual([
      { is_verified: false, email_verified_at: null },
    ]);
    const { body: log } = await client.get('/v1/audit-logs').expect(200);
    expect(log.data.map(({ action }: { action: string }) => action).sort()).toEqual(['login', 'sign_up']);
    const platform = await query(
      `select action, ip_address is not null as has_address from platform_audit_logs where tenant_id = $1 order by action`,
      [tenant.id],
    );
    expect(platform).toEqual(['create', 'sign_up'].map((action) => ({ action, has_address: true })));
    expect(JSON.stringify([log, platform])).not.toContain(wanted.password);
  });

  it('gives what the plan allows that is marked for trials, and without one all features', async () => {
    const free = await signedUp(aSignUp());
    expect((await free.client.get('/v1/usage').expect(200)).text).toContain('trial');
    await query(
      `insert into subscription_plans (name, slug, price_monthly, price_yearly, max_users, max_storage_gb, features, is_trial)
       values ('Small', 'small', 0, 0, 2, 3, '{"webhooks": true, "sso": false}', true)`,
    );
    const { client, tenant } = await signedUp(aSignUp());
    const [{ schema_name: schema } = { schema_name: '' }] = await query(
      'select schema_name from tenants where id = $1',
      [tenant.id],
    );
    const rows = await query(
      `select name, limit_value::int8::text as limit from ${String(schema)}.entitlements where plan_slug = 'small' and is_enabled order by name`,
    );
    expect(rows).toEqual([
      { name: 'api_calls', limit: null },
      { name: 'equipment', limit: null },
      { name: 'storage_bytes', limit: String(3 * 1024 ** 3) },
      { name: 'users', limit: '2' },
      { name: 'webhooks', limit: null },
    ]);
    const user = { email: 'second@example.com', password: 'blue-kettle-on-the-roof', role: 'technician' };
    await client.post('/v1/users').send(user).expect(201);
    await client
      .post('/v1/users')
      .send({ ...user, email: 'third@example.com' })
      .expect(402);
    await query(`delete from subscription_plans where slug = 'small'`);
  });

  it('makes the slug of the name where none is given', async () => {
    const { slug: _, ...unnamed } = aSignUp({ companyName: 'Žižkov Výtahy & Sons, s.r.o.' });
    expect((await signedUp(unnamed)).tenant.slug).toBe('zizkov-vytahy-sons-s-r-o');
    const { body } = await post({ ...unnamed, email: 'other@example.com' }).expect(409);
    expect(body).toMatchObject({ code: 'tenant.address_taken', errors: [{ pointer: '/slug' }] });
  });

  it('takes the examples of its document as they stand', async () => {
    const { body: document } = await testApp.anonymous.get('/openapi.json').expect(200);
    const { examples } = document.paths['/v1/signup'].post.requestBody.content['application/json'];
    const { minimal, full } = examples as Record<'minimal' | 'full', { value: object }>;
    expect((await signedUp(minimal.value)).tenant.slug).toBe('brightwater-lifts');
    expect((await signedUp(full.value)).tenant).toMatchObject({ slug: 'brightwater-service', companySize: '11-50' });
  });

  it('is ready for work at once: rows, jobs and a second account of the same address', async () => {
    const wanted = aSignUp();
    const { client } = await signedUp(wanted);
    await client.post('/v1/facilities').send(aFacility()).expect(201);
    await testApp.get(JobRunner).tick();
    const again = await signedUp(aSignUp({ email: wanted.email }));
    expect((await again.client.get('/v1/facilities').expect(200)).body.data).toEqual([]);
  });
});

describe('a slug that cannot be', () => {
  const cases: [string, string][] = [
    ['quotes', `"; drop schema public; --`],
    ['an apostrophe', `o'neill`],
    ['public', 'public'],
    ['a name of PostgreSQL', 'pg_catalog'],
    ['www', 'www'],
    ['admin', 'admin'],
    ['api', 'api'],
    ['what mail programs look for', 'autodiscover'],
    ['what browsers look for', 'wpad'],
    ['unicode', 'aufzüge'],
    ['a homograph', 'аcme'],
    ['punycode', 'xn--80ak6aa92e'],
    ['a leading hyphen', '-acme'],
    ['a trailing hyphen', 'acme-'],
    ['a dot', 'acme.evil'],
    ['capitals', 'ACME'],
    ['57 characters', 'a'.repeat(57)],
    ['101 characters', 'a'.repeat(101)],
    ['a line break', 'acme\r\nx'],
    ['nothing', ''],
  ];

  it.each(cases)('%s is refused with the reason, and nothing is made', async (_, slug) => {
    const before = await query('select count(*) from tenants');
    const { body } = await post(aSignUp({ slug })).expect(422);
    expect(body.errors).toMatchObject([{ pointer: '/slug' }]);
    expect(body.errors[0].detail.length).toBeGreaterThan(15);
    expect(await query('select count(*) from tenants')).toEqual(before);
    expect(await orphansIn(testApp.database)).toEqual([]);
  });

  it('two names that are equal after 56 characters cannot both be had', async () => {
    const name = 'Very Long Name of a Company That Looks After Elevators in ';
    const unnamed = (companyName: string) => ({ ...aSignUp({ companyName }), slug: undefined });
    await post(unnamed(`${name}Prague`)).expect(201);
    expect((await post(unnamed(`${name}Brno`)).expect(409)).body.code).toBe('tenant.address_taken');
  });

  it('a name of which no slug can be made asks for one', async () => {
    const { body } = await post({ ...aSignUp({ companyName: '!!!' }), slug: undefined }).expect(422);
    expect(body.errors).toMatchObject([{ pointer: '/slug' }]);
  });
});

describe('bad input', () => {
  it.each([
    ['/companyName', { companyName: ' ' }],
    ['/email', { email: 'nobody' }],
    ['/email', { email: 'nora@example.com\r\nBcc: all@example.com' }],
    ['/password', { password: 'short' }],
    ['/password', { companyName: 'Brightwater', password: 'Brightwater1' }],
    ['/timezone', { timezone: 'Middle/Earth' }],
    ['/currency', { currency: 'XXX1' }],
    ['/firstName', { firstName: 'N'.repeat(101) }],
  ])('is refused at %s: %j', async (pointer, wrong) => {
    const wanted = aSignUp(wrong);
    const { body } = await post(wanted).expect(422);
    expect(body.errors).toMatchObject([{ pointer }]);
    expect(await query('select from tenants where slug = $1', [wanted.slug])).toEqual([]);
  });

  it('decides nothing that is not asked: role, plan, status and schema are no fields', async () => {
    for (const field of [
      'role',
      'planSlug',
      'status',
      'schemaName',
      'domain',
      'trialEndsAt',
      'isVerified',
      'takesSpare',
    ])
      expect((await post({ ...aSignUp(), [field]: 'x' }).expect(400)).body.errors[0].pointer).toBe(`/${field}`);
  });
});

describe('fifty at once for one slug', () => {
  it('open one account: 49 are told that the address is taken', async () => {
    const slug = aSignUp().slug;
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(aSignUp({ slug }))));
    const refused = answers.filter(({ status }) => status === 409);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(refused).toHaveLength(49);
    expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['tenant.address_taken']));
    expect(await query('select from tenants where slug = $1', [slug])).toHaveLength(1);
    expect(await orphansIn(testApp.database)).toEqual([]);
  });
});

describe('sign-up that is switched off', () => {
  it('is refused whatever is asked, and says so', async () => {
    const closed = await createTestApp({ database: testApp.database, environment: { SIGN_UP: 'off' } });
    const { body } = await closed.anonymous.post('/v1/signup').send(aSignUp()).expect(403);
    expect(body.code).toBe('sign_up.closed');
    await closed.close();
  });
});

describe('the background process', () => {
  const keeperOf = async (environment: Record<string, string>) => {
    const app = await createTestApp({ database: testApp.database, environment });
    expect(app.get(SchedulerRegistry).getIntervals()).toContain('spare-schemas');
    app.get(KeepSpareSchemasJob).tick();
    return app;
  };
  const spares = async () => (await sparesIn(testApp.database)).length;

  it('keeps spare schemas, which sign-ups take; none where sign-up is switched off', async () => {
    const worker = await keeperOf({ SPARE_SCHEMAS: '1' });
    await waitUntil(async () => (await spares()) === 1);
    await signedUp(aSignUp());
    expect(await spares()).toBe(0);
    worker.get(KeepSpareSchemasJob).tick();
    await waitUntil(async () => (await spares()) === 1);
    await worker.close();
    const closed = await keeperOf({ SPARE_SCHEMAS: '1', SIGN_UP: 'off' });
    await waitUntil(async () => (await spares()) === 0);
    await closed.close();
  });

  it('finishes the schema that it is making before it stops', async () => {
    const worker = await keeperOf({ SPARE_SCHEMAS: '2' });
    await worker.close();
    expect(await orphansIn(testApp.database)).toEqual([]);
    const held = `select from job_leases where kind = 'spare_schemas' and until > now()`;
    expect(await testApp.database.query(held)).toEqual([]);
  });

  it('is not a process that serves requests alone', async () => {
    await testApp.database.query('update spare_schemas set schema_version = 1');
    const api = await keeperOf({ SPARE_SCHEMAS: '1', ROLE: 'api' });
    await api.close();
    const current = await testApp.database.query('select from spare_schemas where schema_version > 1');
    expect(current).toEqual([]);
  });
});
