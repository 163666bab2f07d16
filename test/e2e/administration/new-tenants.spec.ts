import { randomUUID } from 'node:crypto';
import { createTestApp, provisionTestTenant, waitUntil, type HttpClient, type TestApp } from '#libs/testing';
import { JobRunner } from '#libs/jobs';
import type { OperatorRole } from '#libs/kernel';
import { mailsTo, mailTo, tokenIn } from '../../support/kept-mails.js';
import { addOperator } from '../contract/api/stage.js';

let testApp: TestApp;
let admin: HttpClient;
let support: HttpClient;
let count = 0;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } });
  const tenant = await provisionTestTenant(testApp);
  const operator = async (role: OperatorRole) => {
    const account = await addOperator(tenant, role);
    const { body } = await testApp.anonymous.post('/admin/v1/auth/login').send(account).expect(200);
    return testApp.withToken(body.accessToken as string);
  };
  [admin, support] = [await operator('admin'), await operator('support')];
});

const query = (text: string, values: unknown[] = []) => testApp.database.query(text, values);

/** What a request for a tenant says; each has a slug of its own. */
const wanted = (more: object = {}) => ({
  name: 'Brightwater Lifts',
  slug: `brightwater-${(count += 1)}`,
  adminEmail: 'Nora.Keller@brightwater.example',
  reason: 'Contract 2026-118',
  ...more,
});

const create = (body: object, client = admin) => client.post('/admin/v1/tenants').send(body);

/** Whatever a refusal could have left. Roles are those of this database, beside which others are made. */
const made = () =>
  query(`select (select count(*) from tenants) as tenants, (select count(*) from domains) as domains,
    (select count(*) from pg_namespace) as schemas,
    (select count(distinct refobjid) from pg_shdepend d join pg_database on d.dbid = oid and datname = current_database()
      where refclassid = 'pg_authid'::regclass) as roles,
    (select count(*) from tenant_wakeups) as wakeups, (select count(*) from platform_audit_logs where action = 'create') as entries`);

it('an operator opens an account, whose first administrator chooses a password by the link in a mail', async () => {
  const body = wanted({ timezone: 'europe/zurich', currency: 'CHF', industry: 'Elevators' });
  const { body: tenant, headers } = await create(body).expect(201);
  expect(tenant).toMatchObject({
    slug: body.slug,
    name: 'Brightwater Lifts',
    status: 'trialing',
    industry: 'Elevators',
    domain: expect.stringMatching(`^${body.slug}\\.`),
    plan: 'trial',
    usage: {
      users: 0,
      equipment: 0,
      storageBytes: 0,
      apiCalls: 0,
      measuredAt: expect.any(String),
      lastActivityAt: null,
    },
  });
  expect(headers).toMatchObject({ location: `/admin/v1/tenants/${tenant.id}`, etag: expect.stringMatching(/^"1-/) });
  expect((await support.get(headers['location']!).expect(200)).body).toEqual(tenant);
  await testApp.get(JobRunner).tick();
  const token = tokenIn(await mailTo(testApp, 'nora.keller@brightwater.example'));
  const password = 'blue-kettle-on-the-roof';
  const accepted = { token, password, firstName: 'Nora', lastName: 'Keller' };
  await testApp.anonymous.post('/v1/auth/accept-invitation').send(accepted).expect(204);
  await testApp.anonymous.post('/v1/auth/accept-invitation').send(accepted).expect(401);
  const credentials = { tenant: body.slug, email: 'nora.keller@brightwater.example', password };
  const { body: tokens } = await testApp.anonymous.post('/v1/auth/login').send(credentials).expect(200);
  const me = testApp.withToken(tokens.accessToken as string);
  expect((await me.get('/v1/me').expect(200)).body).toMatchObject({ role: 'admin', isVerified: true });
  expect((await me.get('/v1/tenant').expect(200)).body.settings).toMatchObject({
    timezone: 'Europe/Zurich',
    currency: 'CHF',
  });
});

it('stands in the log of operators with the reason, and the invitation in that of the tenant', async () => {
  const { body } = await create(wanted({ reason: 'Contract 4711' })).expect(201);
  const { body: log } = await admin.get(`/admin/v1/audit-logs?tenantId=${body.id}&action=create`).expect(200);
  expect(log.data).toEqual([
    expect.objectContaining({
      resourceType: 'tenant',
      resourceId: body.id,
      reason: 'Contract 4711',
      actorKind: 'operator',
    }),
  ]);
  const entries = await query(`select action, resource_type, actor_kind, changes from ${body.schemaName}.audit_logs`);
  expect(entries).toEqual([
    expect.objectContaining({ action: 'create', resource_type: 'invitation', actor_kind: 'operator' }),
  ]);
  expect(JSON.stringify(entries)).not.toContain('token');
});

it('support may not, nor people of tenants', async () => {
  const user = await (await provisionTestTenant(testApp)).as('admin');
  const before = await made();
  await create(wanted(), support).expect(403);
  await create(wanted(), user).expect(401);
  await create(wanted(), testApp.anonymous).expect(401);
  expect(await made()).toEqual(before);
});

it('is repeated safely with a key: one tenant, one invitation and one mail', async () => {
  const body = wanted();
  const key = randomUUID();
  const send = (sent: object) => create(sent).set('Idempotency-Key', key);
  const { body: tenant } = await send(body).expect(201);
  const again = await send(body).expect(201);
  expect([again.body, again.headers['idempotent-replayed']]).toEqual([tenant, 'true']);
  expect((await send({ ...body, name: 'Another' }).expect(422)).body.code).toBe('idempotency.key_reused');
  for (const table of ['invitations', 'mails'])
    expect(await query(`select count(*)::int as n from ${tenant.schemaName}.${table}`)).toEqual([{ n: 1 }]);
  // as after a crash between the commit and the answer
  await query(
    `update idempotency_keys set status = 'in_progress', response_body = null, response_status = null, locked_until = now() where key = $1`,
    [key],
  );
  const later = await send(body).expect(201);
  expect(later.body.id).toBe(tenant.id);
  expect(later.headers['location']).toBe(`/admin/v1/tenants/${tenant.id}`);
});

it('keeps keys of operators for a day, and deletes them with a later one', async () => {
  const keyed = (key: string) =>
    create(wanted({ slug: 'www' }))
      .set('Idempotency-Key', key)
      .expect(422);
  const key = randomUUID();
  await create(wanted()).set('Idempotency-Key', key).expect(201);
  const left = () => query('select key from idempotency_keys where key = $1', [key]);
  await keyed(randomUUID());
  expect(await left()).toHaveLength(1);
  await query(`update idempotency_keys set expires_at = now() - interval '1 second' where key = $1`, [key]);
  await keyed(randomUUID());
  expect(await left()).toEqual([]);
});

it('of several at once for one slug one gets it, the others are told who has it', async () => {
  const body = wanted();
  const answers = await Promise.all(Array.from({ length: 5 }, () => create(body)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  const { id } = answers.find(({ status }) => status === 201)!.body;
  for (const { body: refused } of answers.filter(({ status }) => status === 409))
    expect(refused).toMatchObject({ code: 'tenant.slug_taken', existingId: id, errors: [{ pointer: '/slug' }] });
  expect(await query('select count(*)::int as n from tenants where slug = $1', [body.slug])).toEqual([{ n: 1 }]);
});

describe('is refused with the reason, and nothing is made,', () => {
  it.each([
    [{ slug: `o'brien` }, '/slug', 'field.pattern'],
    [{ slug: 'a"b' }, '/slug', 'field.pattern'],
    [{ slug: 'pg_temp' }, '/slug', 'field.pattern'],
    [{ slug: 'Ünïcode' }, '/slug', 'field.pattern'],
    [{ slug: 'ACME' }, '/slug', 'field.pattern'],
    [{ slug: '-acme' }, '/slug', 'field.pattern'],
    [{ slug: 'acme-' }, '/slug', 'field.pattern'],
    [{ slug: '' }, '/slug', 'field.too_short'],
    [{ slug: 'a'.repeat(57) }, '/slug', 'field.too_long'],
    ...['public', 'www', 'admin', 'api', 'system'].map((slug) => [{ slug }, '/slug', 'tenant.invalid_name'] as const),
    [{ domain: 'acme.com:443' }, '/domain', 'tenant.invalid_name'],
    [{ domain: '*.acme.com' }, '/domain', 'tenant.invalid_name'],
    [{ domain: '192.0.2.1' }, '/domain', 'tenant.invalid_name'],
    [{ domain: 'https://acme.com/x' }, '/domain', 'tenant.invalid_name'],
    [{ domain: 'other.localhost' }, '/domain', 'tenant.invalid_name'],
    [{ name: ' ' }, '/name', 'field.too_short'],
    [{ timezone: 'Mars/Base' }, '/timezone', 'field.timezone'],
    [{ currency: 'XYZ1' }, '/currency', undefined],
    [{ adminEmail: 'nobody' }, '/adminEmail', 'field.email'],
    [{ reason: ' ' }, '/reason', 'field.too_short'],
    [{ schemaName: 'public' }, '/schemaName', undefined],
  ] as const)('%j', async (fault, pointer, code) => {
    const before = await made();
    const { status, body } = await create(wanted(fault));
    expect([400, 422]).toContain(status);
    expect(body.errors).toEqual([expect.objectContaining({ pointer, ...(code && { code }) })]);
    expect(await made()).toEqual(before);
  });

  it('a slug or a domain of another tenant', async () => {
    const domain = `service-${(count += 1)}.acme.com`;
    const { body: first } = await create(wanted({ domain })).expect(201);
    expect(first.domain).toBe(domain);
    const before = await made();
    const taken = (await create(wanted({ slug: first.slug })).expect(409)).body;
    expect(taken).toMatchObject({ code: 'tenant.slug_taken', existingId: first.id });
    const inUse = (await create(wanted({ domain: `${domain.toUpperCase()}.` })).expect(409)).body;
    expect(inUse).toMatchObject({ code: 'tenant.domain_taken', errors: [{ pointer: '/domain' }] });
    expect(await made()).toEqual(before);
  });
});

describe('an administrator is invited by an operator', () => {
  const invite = (id: string, email: string, client = admin) =>
    client.post(`/admin/v1/tenants/${id}/invite-admin`).send({ email, reason: 'The link expired' });
  const accept = (token: string) =>
    testApp.anonymous.post('/v1/auth/accept-invitation').send({ token, password: 'blue-kettle-on-the-roof' });
  const someone = () => `someone-${(count += 1)}@brightwater.example`;
  const sent = async (address: string, mails = 1) => {
    await waitUntil(async () => {
      await testApp.get(JobRunner).tick();
      return (await mailsTo(testApp, address)).length >= mails;
    });
    return tokenIn(await mailTo(testApp, address, mails));
  };

  it('again where the first did not come, with a new link, to the same address or another', async () => {
    const adminEmail = someone();
    const { body: tenant } = await create(wanted({ adminEmail })).expect(201);
    const first = await sent(adminEmail);
    await query(`update ${tenant.schemaName}.invitations set expires_at = now() - interval '1 hour'`);
    await accept(first).expect(401);
    await invite(tenant.id, adminEmail.toUpperCase()).expect(204);
    const second = await sent(adminEmail, 2);
    const other = someone();
    await invite(tenant.id, other).expect(204);
    await accept(first).expect(401);
    await accept(second).expect(204);
    await accept(await sent(other)).expect(204);
    expect(await query(`select role, is_active from ${tenant.schemaName}.users`)).toEqual([
      { role: 'admin', is_active: true },
      { role: 'admin', is_active: true },
    ]);
  });

  it('never while somebody runs the account, nor to somebody who is there, nor by support', async () => {
    const tenant = await provisionTestTenant(testApp);
    const left = () => query(`select id from ${tenant.ref.schema}.invitations`);
    const { body } = await invite(tenant.ref.id, someone()).expect(409);
    expect(body.code).toBe('tenant.has_administrator');
    await invite(tenant.ref.id, someone(), support).expect(403);
    await invite(randomUUID(), someone()).expect(404);
    await query(`update ${tenant.ref.schema}.users set is_active = false`);
    expect((await invite(tenant.ref.id, tenant.admin.email).expect(409)).body.code).toBe('user.email_taken');
    expect(await left()).toEqual([]);
  });

  it('in writing: the log of operators and that of the tenant say who and why', async () => {
    const { body: tenant } = await create(wanted()).expect(201);
    await invite(tenant.id, someone()).expect(204);
    const { body: log } = await admin.get(`/admin/v1/audit-logs?tenantId=${tenant.id}&action=invite_admin`).expect(200);
    expect(log.data).toEqual([expect.objectContaining({ reason: 'The link expired', actorKind: 'operator' })]);
    const entries = await query(
      `select action, resource_type, actor_kind from ${tenant.schemaName}.audit_logs order by created_at`,
    );
    expect(entries.slice(1)).toEqual([{ action: 'create', resource_type: 'invitation', actor_kind: 'operator' }]);
  });
});
