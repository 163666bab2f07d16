import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { JobRunner } from '#libs/jobs';
import {
  createTestApp,
  provisionTestTenant,
  waitUntil,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';
import { FacilityService } from '../../../src/contexts/assets/places/application/facility.service.js';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { aWorkOrder } from '../../builders/work-orders/work-order.builder.js';
import { secretsOf } from './other-process.js';

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;
let token: string;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
  token = (await acme.tokens(acme.admin)).accessToken;
});

const query = (text: string, values: unknown[] = []) =>
  testApp.database.query(text.replaceAll('tenant.', `${acme.ref.schema}.`), values);
const count = async (table: string): Promise<number> =>
  Number((await query(`select count(*)::int as n from tenant.${table}`))[0]!['n']);
const post = (path: string, key: string, body?: object, client = admin) =>
  client.post(path).set('Idempotency-Key', key).send(body);
const isReplay = ({ headers }: Response): boolean => headers['idempotent-replayed'] === 'true';
/** As if the process that held the keys had died some time ago. */
const letLocksRunOut = () => query(`update tenant.idempotency_keys set locked_until = now() - interval '1 second'`);
const newFacility = async (): Promise<string> =>
  (await admin.post('/v1/facilities').send(aFacility()).expect(201)).body.id;

describe('a POST with an Idempotency-Key', () => {
  it('has its effect once, and its repetition gets the same response', async () => {
    const [key, body, before] = [randomUUID(), aFacility(), await count('facilities')];
    const first = await post('/v1/facilities', key, body).expect(201);
    const second = await post('/v1/facilities', key, body).expect(201);
    expect([isReplay(first), isReplay(second)]).toEqual([false, true]);
    expect(second.text).toBe(first.text);
    for (const name of ['location', 'etag', 'content-type', 'content-length']) {
      expect(second.headers[name]).toBe(first.headers[name]);
    }
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
    expect(await count('facilities')).toBe(before + 1);
  });

  it('is refused when the key was sent with another body or query', async () => {
    const [key, body] = [randomUUID(), aFacility()];
    await post('/v1/facilities', key, body).expect(201);
    const other = await post('/v1/facilities', key, { ...body, name: 'Other' }).expect(422);
    expect(other.body.code).toBe('idempotency.key_reused');
    const bulk = { items: [aFacility()] };
    await post('/v1/facilities/bulk', key, bulk).expect(207);
    await post('/v1/facilities/bulk?atomic=true', key, bulk).expect(422);
  });

  it.each([
    ['too long', 'x'.repeat(256)],
    ['not printable', 'a\tb'],
    ['not ASCII', 'schlüssel'],
    ['empty', ''],
  ])('is refused for a key that is %s', async (_what, key) => {
    const { body } = await post('/v1/facilities', key, aFacility()).expect(400);
    expect(body.code).toBe('idempotency.invalid_key');
  });

  it('belongs to one user, tenant and address', async () => {
    const [key, body] = [`${'k'.repeat(250)} ~!"`, aFacility()];
    const stranger = await (await provisionTestTenant(testApp)).as('admin');
    const colleague = await acme.signIn(await acme.addUser('admin'));
    const answers = [
      await post('/v1/facilities', key, body).expect(201),
      await post('/v1/facilities', key, { ...body, facilityCode: 'C-1' }, colleague).expect(201),
      await post('/v1/facilities', key, body, stranger).expect(201),
      await post('/v1/teams', key, { name: 'Night shift' }).expect(201),
    ];
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(4);
    expect(answers.some(isReplay)).toBe(false);
  });

  it('repeats actions and responses without a body as well', async () => {
    const facilityId = await newFacility();
    const workOrder = (
      await admin
        .post('/v1/work-orders')
        .send({ ...aWorkOrder(), facilityId })
        .expect(201)
    ).body;
    const key = randomUUID();
    const cancel = () =>
      post(`/v1/work-orders/${workOrder.id}/cancel`, key, { reason: 'Sold' }).set('If-Match', `"${workOrder.version}"`);
    const first = await cancel().expect(200);
    const second = await cancel().expect(200);
    expect([second.text, isReplay(second)]).toEqual([first.text, true]);
    const user = await acme.addUser('technician');
    const leave = await acme.signIn(user);
    await leave.post('/v1/auth/logout').set('Idempotency-Key', key).expect(204);
  });
});

describe('the key of a refused request', () => {
  it('keeps a refusal of the domain, in the same bytes', async () => {
    const taken = aFacility();
    await admin.post('/v1/facilities').send(taken).expect(201);
    const key = randomUUID();
    const first = await post('/v1/facilities', key, taken).expect(409);
    await query('update tenant.facilities set facility_code = null where facility_code = $1', [taken.facilityCode]);
    const second = await post('/v1/facilities', key, taken).expect(409);
    expect([second.text, isReplay(second)]).toEqual([first.text, true]);
    expect(second.headers['content-type']).toBe('application/problem+json');
  });

  it.each([
    ['of the form of its body', { name: '' }, 422],
    ['of an unknown field', { nam: 'x' }, 400],
  ])('is free again after a refusal %s', async (_what, body, status) => {
    const key = randomUUID();
    await post('/v1/facilities', key, body).expect(status);
    await post('/v1/facilities', key, aFacility()).expect(201);
  });

  it('is free again when a precondition failed, whose remedy is another header', async () => {
    const facilityId = await newFacility();
    const { id, version } = (
      await admin
        .post('/v1/work-orders')
        .send({ ...aWorkOrder(), facilityId })
        .expect(201)
    ).body;
    const key = randomUUID();
    const cancel = () => post(`/v1/work-orders/${id}/cancel`, key, { reason: 'Sold' });
    await cancel().expect(428);
    await cancel().set('If-Match', '"7"').expect(412);
    await cancel().set('If-Match', `"${version}"`).expect(200);
  });

  it('is not looked at for those who may not', async () => {
    const key = randomUUID();
    const before = await count('idempotency_keys');
    await testApp.anonymous.post('/v1/facilities').set('Idempotency-Key', key).send(aFacility()).expect(401);
    await post('/v1/facilities', key, aFacility(), await acme.as('technician')).expect(403);
    expect(await count('idempotency_keys')).toBe(before);
  });
});

it('requests without the header leave no trace, signing in neither', async () => {
  const before = await count('idempotency_keys');
  await newFacility();
  const { email, password } = acme.admin;
  const body = { tenant: acme.slug, email, password };
  const logins = await Promise.all(
    [1, 2].map(() => testApp.anonymous.post('/v1/auth/login').set('Idempotency-Key', 'k').send(body).expect(200)),
  );
  expect(logins[0]!.body.accessToken).not.toBe(logins[1]!.body.accessToken);
  expect(await count('idempotency_keys')).toBe(before);
});

describe('the key of a bulk request', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each([
    ['', [500, 201, 201]],
    ['?atomic=true', [500, 424, 424]],
  ])('is free again while an item%s failed for a fault of ours, and goes on with that one', async (how, statuses) => {
    const [key, items, path] = [randomUUID(), [aFacility(), aFacility(), aFacility()], `/v1/facilities/bulk${how}`];
    jest.spyOn(testApp.get(FacilityService), 'create').mockRejectedValueOnce(new Error('Out of order'));
    const before = await count('facilities');
    const first = await post(path, key, { items }).expect(207);
    expect(first.body.items.map(({ status }: { status: number }) => status)).toEqual(statuses);
    const second = await post(path, key, { items }).expect(207);
    expect(second.body.items).toEqual([0, 1, 2].map((index) => expect.objectContaining({ index, status: 201 })));
    const idsOf = ({ body }: Response, status: number) =>
      body.items.flatMap((item: { id: string; status: number }) => (item.status === status ? [item.id] : []));
    expect(idsOf(second, 201)).toEqual(expect.arrayContaining(idsOf(first, 201)));
    expect([isReplay(second), await count('facilities')]).toEqual([false, before + 3]);
    const third = await post(path, key, { items }).expect(207);
    expect([isReplay(third), third.text]).toEqual([true, second.text]);
  });
});

describe('one key, many requests', () => {
  it('has one effect of 50 at once in two processes, and one answer from then on', async () => {
    const other = await createTestApp({ database: testApp.database, environment: secretsOf(testApp) });
    const [key, body] = [randomUUID(), aFacility()];
    const clients = [admin, other.withToken(token)];
    const race = () =>
      Promise.all(Array.from({ length: 50 }, (_, n) => post('/v1/facilities', key, body, clients[n % 2])));
    const answers = await race();
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused.every((answer) => answer.body.code === 'idempotency.in_flight')).toBe(true);
    expect(refused.every(({ headers }) => headers['retry-after'] === '1')).toBe(true);
    const served = answers.filter(({ status }) => status === 201);
    expect([served.length + refused.length, served.filter((answer) => !isReplay(answer)).length]).toEqual([50, 1]);
    const later = await race();
    expect(later.every((answer) => answer.status === 201 && isReplay(answer))).toBe(true);
    expect(new Set([...served, ...later].map(({ text }) => text)).size).toBe(1);
    expect(await query('select id from tenant.facilities where facility_code = $1', [body.facilityCode])).toHaveLength(
      1,
    );
    await other.close();
  });

  it('is taken over from a request that hangs, which then can do no more', async () => {
    const [key, body] = [randomUUID(), aFacility()];
    const locks = async (isGranted: boolean) => {
      const relation = `'tenant.facilities'::regclass and mode in ('ExclusiveLock', 'RowExclusiveLock')`;
      return query(`select from pg_locks where relation = ${relation} and granted = $1`, [isGranted]);
    };
    const lock = testApp.database.query(
      `do $$ begin lock table ${acme.ref.schema}.facilities in exclusive mode; perform pg_sleep(1.5); end $$`,
    );
    await waitUntil(async () => (await locks(true)).length > 0, { what: 'the lock' });
    const hanging = post('/v1/facilities', key, body).then((answer) => answer);
    await waitUntil(async () => (await locks(false)).length > 0, { what: 'the request at the lock' });
    await letLocksRunOut();
    const second = post('/v1/facilities', key, body).then((answer) => answer);
    await lock;
    const answers = await Promise.all([hanging, second]);
    expect(answers[1].status).toBe(201);
    expect([201, 409]).toContain(answers[0].status);
    expect(await query('select id from tenant.facilities where facility_code = $1', [body.facilityCode])).toHaveLength(
      1,
    );
    const later = await post('/v1/facilities', key, body).expect(201);
    expect([later.text, isReplay(later)]).toEqual([answers[1].text, true]);
  });

  it('keeps the answer for a client that did not wait for it', async () => {
    const [key, body] = [randomUUID(), aFacility()];
    const url = `${testApp.baseUrl}/v1/facilities`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key };
    const gone = new AbortController();
    const request = fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal: gone.signal });
    const stored = () => query('select status from tenant.idempotency_keys where key = $1', [key]);
    await waitUntil(async () => (await stored()).length === 1, { what: 'the claim' });
    gone.abort();
    await request.catch(() => undefined);
    await waitUntil(async () => (await stored())[0]?.['status'] === 'completed', { what: 'the stored answer' });
    expect(isReplay(await post('/v1/facilities', key, body).expect(201))).toBe(true);
  });
});

describe('a key of yesterday', () => {
  const aDayPasses = () => query(`update tenant.idempotency_keys set expires_at = now() - interval '1 second'`);

  it('may be used again', async () => {
    const key = randomUUID();
    const first = await post('/v1/facilities', key, aFacility()).expect(201);
    await aDayPasses();
    const second = await post('/v1/facilities', key, aFacility()).expect(201);
    expect([isReplay(second), second.body.id === first.body.id]).toEqual([false, false]);
  });

  it('is removed by a job that runs for tenants with keys alone', async () => {
    await post('/v1/facilities', randomUUID(), aFacility()).expect(201);
    const wakeups = await query(`select tenant_id, due_at from tenant_wakeups where kind = 'idempotency_keys'`);
    expect(wakeups.map((row) => row['tenant_id'])).toContain(acme.ref.id);
    await aDayPasses();
    await query(`update tenant_wakeups set due_at = now() where kind = 'idempotency_keys'`);
    await testApp.get(JobRunner).tick();
    expect(await count('idempotency_keys')).toBe(0);
  });
});
